import { Button, Checkbox, Modal, Select } from 'antd';
import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useAction, useCall } from '#renderer/app/use-call.ts';
import { DataTable } from '#renderer/components/DataTable.tsx';
import { DayInput } from '#renderer/components/DayInput.tsx';
import { FormField, FormRow } from '#renderer/components/FormField.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { useConfirm } from '#renderer/components/use-confirm.tsx';
import { useTell } from '#renderer/components/use-tell.ts';
import { type Day, dayOf } from '#shared/calendar.ts';
import { CERTAINTY_NAMES, type SampleLimit } from '#shared/contract/visits.ts';

/** 标准样本: sets of limits as documents had them, to start from; and to clear away what is left of them. */
export function SamplesDialog({ samples, onClose }: { samples: number; onClose: () => void }) {
  const [today] = useState(() => dayOf(new Date()));
  const [from, setFrom] = useState<Day | undefined>(today);
  const list = useCall('visits.listSamples', { from: from ?? today });
  const [chosen, setChosen] = useState<string>();
  /** Kinds that are left out; all others are taken. */
  const [without, setWithout] = useState<readonly string[]>([]);
  const tell = useTell();
  const confirm = useConfirm();
  const sets = list.value ?? [];
  const set = sets.find(({ id }) => id === chosen) ?? sets[0];
  const kinds = new Map(
    set?.limits.flatMap(({ kindIds, kindNames }) => kindIds.map((id, index) => [id, kindNames[index] ?? ''] as const)),
  );
  const taken = [...kinds.keys()].filter((id) => !without.includes(id));
  const limits = (set?.limits ?? []).filter(({ kindIds }) => kindIds.every((id) => taken.includes(id)));
  const blocked = limits.some(({ problem }) => problem !== '');
  const adopt = useAction(async (sample: string, day: Day) => {
    const { added, replaced } = await call('visits.adoptSample', { sample, from: day, kindIds: taken });
    tell.done(`已采用：新增 ${added} 条，接替 ${replaced} 条。请对照本省文件核对。`);
    onClose();
  });
  const clear = useAction(async () => {
    const { dropped, ended } = await call('visits.clearSamples', { last: today });
    tell.done(`样本已清理：删去 ${dropped} 条，截止到 ${today} 的 ${ended} 条。`);
    onClose();
  });
  const onClear = async () => {
    const agreed = await confirm({
      title: '清理样本标准？',
      content: `没有用过的样本删去，已有慰问对照过的到 ${today} 截止。以后这些类别没有标准，请先录入本省和本单位的标准。`,
      confirmText: '清理',
      destructive: true,
    });
    if (agreed) await clear.run();
  };
  return (
    <Modal
      open
      title="标准样本"
      width={900}
      centered
      mask={{ closable: false }}
      onCancel={onClose}
      footer={
        <div className="samples-foot">
          <Button disabled={samples === 0} loading={clear.busy} onClick={() => void onClear()}>
            清理样本
          </Button>
          <span className="samples-space" />
          <Button onClick={onClose}>取消</Button>
          <Button
            type="primary"
            loading={adopt.busy}
            disabled={set === undefined || from === undefined || limits.length === 0 || blocked}
            onClick={() => set && from !== undefined && void adopt.run(set.id, from)}
          >
            采用 {limits.length} 条
          </Button>
        </div>
      }
    >
      <p className="form-lead">各省金额不同、逐年上调，样本只供起步：采用以后请对照本省文件逐条核对。</p>
      <FormRow>
        <FormField label="样本">
          <Select<string>
            className="wide-control"
            value={set?.id ?? null}
            options={sets.map(({ id, name, certainty }) => ({
              value: id,
              label: certainty === 'read' ? name : `${name}（${CERTAINTY_NAMES[certainty]}）`,
            }))}
            onChange={(id) => {
              setChosen(id);
              setWithout([]);
            }}
          />
        </FormField>
        <FormField label="从哪天起">
          <DayInput value={from} onChange={setFrom} />
        </FormField>
      </FormRow>
      {set && (
        <p className="samples-source">
          来源：{set.source}（{CERTAINTY_NAMES[set.certainty]}）。{set.remark}
        </p>
      )}
      <FormField label="采用的类别">
        <div className="samples-kinds">
          {[...kinds].map(([id, name]) => (
            <Checkbox
              key={id}
              checked={taken.includes(id)}
              onChange={({ target }) =>
                setWithout((before) => (target.checked ? before.filter((one) => one !== id) : [...before, id]))
              }
            >
              {name}
            </Checkbox>
          ))}
        </div>
      </FormField>
      <DataTable
        label="采用后"
        rows={limits}
        rowKey={(row) => `${row.kindIds.join()} ${row.sentence}`}
        maxHeight={292}
        columns={[
          { key: 'kinds', title: '慰问类别', width: 170, render: (row) => row.kindNames.join('、') },
          { key: 'limit', title: '标准', width: 300, render: (row) => row.sentence },
          { key: 'effect', title: '采用后', render: (row) => effectOf(row) },
        ]}
      />
      <Notice tone="amber">
        {blocked && '有的类别在这一天以后已经登记了慰问，标准不能倒回去改；请改“从哪天起”，或不选那些类别。'}
      </Notice>
      <Notice tone="red">{adopt.problem ?? clear.problem ?? list.error}</Notice>
    </Modal>
  );
}

function effectOf({ replaces, problem, sentence }: SampleLimit): string {
  if (problem !== '') return problem;
  if (replaces === '') return '新增';
  return replaces === sentence ? '与现行的相同，换成这份样本的来源' : `接替“${replaces}”`;
}

import { Button, Input, InputNumber, Select } from 'antd';
import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useAction } from '#renderer/app/use-call.ts';
import { DayInput } from '#renderer/components/DayInput.tsx';
import { FormField, FormRow } from '#renderer/components/FormField.tsx';
import { MoneyInput } from '#renderer/components/MoneyInput.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { RecordDrawer } from '#renderer/components/RecordDrawer.tsx';
import { useConfirm } from '#renderer/components/use-confirm.tsx';
import { type Day, dayOf } from '#shared/calendar.ts';
import { STANDARD_SHAPES, type StandardShape, type VisitKind, type VisitStandard } from '#shared/contract/visits.ts';
import type { Fen } from '#shared/money.ts';
import { SHAPE_NAMES } from '../words.ts';

interface StandardDrawerProps {
  kinds: readonly VisitKind[];
  standard: VisitStandard | undefined;
  onClose: () => void;
}

interface StandardDraft {
  kindId: string | undefined;
  from: Day | undefined;
  shape: StandardShape;
  amount: Fen | undefined;
  times: number | undefined;
  source: string;
}

/** One limit from a day on. An adjusted limit is a new one; only a wrong number is corrected in place. */
export function StandardDrawer({ kinds, standard, onClose }: StandardDrawerProps) {
  const [initial] = useState<StandardDraft>(() => ({
    kindId: standard?.kindId,
    from: standard?.from ?? dayOf(new Date()),
    shape: standard?.shape ?? 'perYear',
    amount: standard?.amount,
    times: standard?.times,
    source: standard?.source ?? '',
  }));
  const [draft, setDraft] = useState(initial);
  const [missing, setMissing] = useState(false);
  const confirm = useConfirm();
  const change = (patch: Partial<StandardDraft>) => setDraft((before) => ({ ...before, ...patch }));
  const byTimes = draft.shape === 'timesPerYear';
  const limitMissing = (byTimes ? draft.times : draft.amount) === undefined;
  const save = useAction(async (kindId: string, from: Day) => {
    const { shape, amount, times, source } = draft;
    await call('visits.saveStandard', {
      kindId,
      from,
      shape,
      source,
      ...(byTimes || amount === undefined ? {} : { amount }),
      ...(!byTimes || times === undefined ? {} : { times }),
    });
    onClose();
  });
  const drop = useAction(async (id: string) => {
    await call('visits.dropStandard', { id });
    onClose();
  });
  const onDrop = async (id: string) => {
    const agreed = await confirm({
      title: '删去这条标准？',
      content: '已登记的慰问保留当时的对照结果；以后不再按这条检查。删去的内容留在操作留痕里。',
      confirmText: '删去',
      destructive: true,
    });
    if (agreed) await drop.run(id);
  };
  const onSave = () => {
    setMissing(true);
    if (draft.kindId !== undefined && draft.from !== undefined && !limitMissing && draft.source.trim() !== '')
      void save.run(draft.kindId, draft.from);
  };
  const empty = (wrong: boolean) => (missing && wrong ? '没有填写' : undefined);
  const fixed = standard !== undefined;
  return (
    <RecordDrawer
      open
      title={fixed ? '修改慰问标准' : '新增慰问标准'}
      dirty={JSON.stringify(draft) !== JSON.stringify(initial)}
      onSave={onSave}
      saving={save.busy}
      problem={save.problem ?? drop.problem}
      onClose={onClose}
      actions={standard && <Button onClick={() => void onDrop(standard.id)}>删去</Button>}
    >
      {fixed && <Notice>这里只改正写错的内容；标准调整了，请新增一条，从调整那天起，以前的慰问不受影响。</Notice>}
      <FormRow>
        <FormField label="慰问类别" error={empty(draft.kindId === undefined)}>
          <Select
            className="wide-control"
            placeholder="请选择"
            disabled={fixed}
            value={draft.kindId ?? null}
            options={kinds.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={(kindId: string | null) => change({ kindId: kindId ?? undefined })}
          />
        </FormField>
        <FormField label="从哪天起" error={empty(draft.from === undefined)}>
          <DayInput value={draft.from} disabled={fixed} onChange={(from) => change({ from })} />
        </FormField>
      </FormRow>
      <FormRow>
        <FormField label="标准" hint="全年是公历一年内同一会员、同一类别的累计">
          <Select<StandardShape>
            className="wide-control"
            disabled={fixed}
            value={draft.shape}
            options={STANDARD_SHAPES.map((shape) => ({ value: shape, label: SHAPE_NAMES[shape] }))}
            onChange={(shape) => change({ shape })}
          />
        </FormField>
        {byTimes ? (
          <FormField label="次数" error={empty(limitMissing)}>
            <InputNumber<number>
              className="wide-control"
              min={1}
              max={99}
              precision={0}
              value={draft.times ?? null}
              onChange={(times) => change({ times: times ?? undefined })}
            />
          </FormField>
        ) : (
          <FormField label="限额" error={empty(limitMissing)}>
            <MoneyInput value={draft.amount} onChange={(amount) => change({ amount })} />
          </FormField>
        )}
      </FormRow>
      <FormField label="来源" hint="文件名和文号，经审时要看" error={empty(draft.source.trim() === '')}>
        <Input.TextArea
          rows={2}
          value={draft.source}
          maxLength={200}
          placeholder="省总工会〔2026〕8号；本单位工会委员会 2026-01-05 通过"
          onChange={(event) => change({ source: event.target.value })}
        />
      </FormField>
    </RecordDrawer>
  );
}

import { Button, Input, Modal } from 'antd';
import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useAllowed } from '#renderer/app/session.ts';
import { useAction, useCall } from '#renderer/app/use-call.ts';
import { DataTable } from '#renderer/components/DataTable.tsx';
import { DayInput } from '#renderer/components/DayInput.tsx';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { FormField, FormRow } from '#renderer/components/FormField.tsx';
import { FreeChoice } from '#renderer/components/FreeChoice.tsx';
import { FormArea, focusFirst, useFormArea } from '#renderer/components/form-area.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { useConfirm } from '#renderer/components/use-confirm.tsx';
import { type Day, dayOf } from '#shared/calendar.ts';
import type { AidMeasure } from '#shared/contract/hardship.ts';

/** 不花钱的帮扶: what was done for the family without money; it counts as aid. */
export function Measures({ fileId }: { fileId: string }) {
  const [editing, setEditing] = useState<AidMeasure | 'new'>();
  const measures = useCall('hardship.listMeasures', { fileId });
  const mayKeep = useAllowed('hardship.saveMeasure');
  return (
    <section className="aid-measures">
      <div className="hardship-aids-head">
        <h2>不花钱的帮扶</h2>
        {mayKeep && <Button onClick={() => setEditing('new')}>登记一条</Button>}
      </div>
      <Notice tone="red">{measures.error}</Notice>
      <DataTable
        label="不花钱的帮扶"
        rows={measures.value}
        rowKey={(row) => row.id}
        maxHeight={220}
        {...(mayKeep ? { onOpen: setEditing } : {})}
        empty={<EmptyState title="还没有登记">岗位调整、心理疏导、代销农产品、政策申请等，做了就记一条。</EmptyState>}
        columns={[
          { key: 'day', title: '日期', width: 104, render: (row) => row.day },
          { key: 'what', title: '做了什么', width: 120, render: (row) => row.what },
          { key: 'detail', title: '具体内容', render: (row) => row.detail },
          { key: 'doneBy', title: '办理人', width: 90, render: (row) => row.doneBy },
          { key: 'outcome', title: '结果', width: 180, render: (row) => row.outcome },
        ]}
      />
      {editing && (
        <MeasureDialog
          fileId={fileId}
          measure={editing === 'new' ? undefined : editing}
          onClose={() => setEditing(undefined)}
          onSaved={() => setEditing(undefined)}
        />
      )}
    </section>
  );
}

interface MeasureDialogProps {
  fileId: string;
  measure: AidMeasure | undefined;
  onClose: () => void;
  onSaved: () => void;
}

function MeasureDialog({ fileId, measure, onClose, onSaved }: MeasureDialogProps) {
  const [day, setDay] = useState<Day | undefined>(measure?.day ?? dayOf(new Date()));
  const [what, setWhat] = useState(measure?.what ?? '');
  const [detail, setDetail] = useState(measure?.detail ?? '');
  const [doneBy, setDoneBy] = useState(measure?.doneBy ?? '');
  const [outcome, setOutcome] = useState(measure?.outcome ?? '');
  const [missing, setMissing] = useState(false);
  const kinds = useCall('hardship.listMeasureKinds', {}).value ?? [];
  const confirm = useConfirm();
  const save = useAction(async (on: Day) => {
    await call('hardship.saveMeasure', {
      ...(measure ? { id: measure.id } : {}),
      fileId,
      day: on,
      what,
      detail,
      doneBy,
      outcome,
    });
    onSaved();
  });
  const drop = useAction(async (id: string) => {
    const agreed = await confirm({
      title: '删去这条帮扶？',
      content: '删去后不能恢复，操作留痕里只记有过这一条。',
      confirmText: '删去',
      destructive: true,
    });
    if (!agreed) return;
    await call('hardship.dropMeasure', { id });
    onSaved();
  });
  const form = useFormArea(() => {
    setMissing(true);
    if (day !== undefined && what.trim() !== '' && doneBy.trim() !== '') void save.run(day);
  });
  const blank = (text: string) => (missing && text.trim() === '' ? '没有填写' : undefined);
  return (
    <Modal
      open
      title={measure ? '不花钱的帮扶' : '登记不花钱的帮扶'}
      width={520}
      centered
      mask={{ closable: false }}
      onCancel={onClose}
      afterOpenChange={focusFirst(form)}
      footer={
        <div className="drawer-footer">
          <div className="drawer-actions">
            {measure && <Button onClick={() => void drop.run(measure.id)}>删去</Button>}
          </div>
          <Button onClick={onClose}>取消</Button>
          <Button type="primary" title="Ctrl+Enter" loading={save.busy} onClick={form.submit}>
            保存
          </Button>
        </div>
      }
    >
      <FormArea form={form}>
        <FormRow>
          <FormField label="日期" error={missing && day === undefined ? '没有填写' : undefined}>
            <DayInput value={day} onChange={setDay} />
          </FormField>
          <FormField label="做了什么" error={blank(what)}>
            <FreeChoice value={what} onChange={setWhat} maxLength={20} options={kinds} placeholder="选一项或自己写" />
          </FormField>
          <FormField label="办理人" error={blank(doneBy)}>
            <Input value={doneBy} maxLength={40} onChange={(event) => setDoneBy(event.target.value)} />
          </FormField>
        </FormRow>
        <FormField label="具体内容" optional>
          <Input value={detail} maxLength={200} onChange={(event) => setDetail(event.target.value)} />
        </FormField>
        <FormField label="结果" optional hint="有了结果再回来补">
          <Input value={outcome} maxLength={200} onChange={(event) => setOutcome(event.target.value)} />
        </FormField>
        <Notice tone="red">{form.blocked ?? save.problem ?? drop.problem}</Notice>
      </FormArea>
    </Modal>
  );
}

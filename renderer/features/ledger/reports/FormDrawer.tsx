import { Input } from 'antd';
import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useAllowed } from '#renderer/app/session.ts';
import { useAction, useCall } from '#renderer/app/use-call.ts';
import { FormField } from '#renderer/components/FormField.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { RecordDrawer } from '#renderer/components/RecordDrawer.tsx';
import { useTell } from '#renderer/components/use-tell.ts';
import type { ReportForm, ReportFormName } from '#shared/contract/ledger.ts';

/** 表号 and the names of a statement's rows, with what is not certain about them. */
export function FormDrawer({ report, onClose }: { report: ReportFormName; onClose: () => void }) {
  const { value, error } = useCall('ledger.listReportForms', {});
  const form = value?.find((one) => one.report === report);
  if (!form)
    return (
      <RecordDrawer open title="表号和名称" onClose={onClose}>
        <Notice tone="red">{error}</Notice>
      </RecordDrawer>
    );
  return <FormFields key={report} form={form} onClose={onClose} />;
}

function FormFields({ form, onClose }: { form: ReportForm; onClose: () => void }) {
  const mayKeep = useAllowed('ledger.saveReportForm');
  const [number, setNumber] = useState(form.number);
  const [names, setNames] = useState<Readonly<Record<string, string>>>({});
  const tell = useTell();
  const saving = useAction(async () => {
    const rows = form.rows.map(({ line, name }) => ({ line, name: names[line] ?? name }));
    // a name that was emptied is the shipped one again
    const given = rows.filter(({ name }) => name.trim() !== '');
    await call('ledger.saveReportForm', { report: form.report, number, names: given });
    tell.done(`已保存${form.title}的表号和名称`);
    onClose();
  });
  const changed = number !== form.number || form.rows.some(({ line, name }) => (names[line] ?? name) !== name);
  return (
    <RecordDrawer
      open
      title={`${form.title}：表号和名称`}
      dirty={changed}
      {...(mayKeep ? { onSave: () => void saving.run() } : {})}
      saveDisabled={!changed}
      saving={saving.busy}
      problem={saving.problem}
      onClose={onClose}
    >
      <Notice tone="amber">{form.remark}</Notice>
      <FormField label="表号" hint="印在报表右上角；不用就清空">
        <Input value={number} maxLength={20} autoComplete="off" onChange={(event) => setNumber(event.target.value)} />
      </FormField>
      {form.rows.map(({ line, name, shipped }) => (
        <FormField key={line} label={shipped}>
          <Input
            value={names[line] ?? name}
            maxLength={40}
            placeholder={shipped}
            autoComplete="off"
            onChange={(event) => setNames({ ...names, [line]: event.target.value })}
          />
        </FormField>
      ))}
    </RecordDrawer>
  );
}

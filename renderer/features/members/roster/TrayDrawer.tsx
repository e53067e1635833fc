import { Button, Input, Modal } from 'antd';
import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useAllowed } from '#renderer/app/session.ts';
import { useAction } from '#renderer/app/use-call.ts';
import { FormField, FormRow } from '#renderer/components/FormField.tsx';
import { FormArea, focusFirst, useFormArea } from '#renderer/components/form-area.tsx';
import { MonthInput } from '#renderer/components/MonthInput.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { RecordDrawer } from '#renderer/components/RecordDrawer.tsx';
import { useTell } from '#renderer/components/use-tell.ts';
import { ROSTER_FIELD_NAMES, type RosterField, type TrayRow } from '#shared/contract/members.ts';
import { useWageMonth } from '../records/use-wage-month.ts';

/** As on the form of a member, two on a line; the sequence number of the file means nothing to a member. */
const FIELDS: readonly RosterField[] = [
  'name',
  'idNumber',
  'sex',
  'birthday',
  'number',
  'group',
  'phone',
  'joined',
  'postWage',
  'gradeWage',
  'political',
  'education',
  'ethnicity',
  'note',
];

/** The field that a problem is about: the one whose name it says first. */
export function fieldOfProblem(message: string): RosterField | undefined {
  const places = FIELDS.map((field) => {
    const word = field === 'idNumber' ? '身份证' : ROSTER_FIELD_NAMES[field];
    return { field, place: message.indexOf(word) };
  });
  return places.filter(({ place }) => place >= 0).sort((a, b) => a.place - b.place)[0]?.field;
}

/** What the problem is about stands alone at the top, where typing begins. */
function rowsOf(about: RosterField | undefined): RosterField[][] {
  const rest = FIELDS.filter((field) => field !== about);
  const pairs = rest.flatMap((_, index) => (index % 2 === 0 ? [rest.slice(index, index + 2)] : []));
  return about === undefined ? pairs : [[about], ...pairs];
}

interface TrayDrawerProps {
  row: TrayRow;
  onClose: () => void;
  /** The row has been taken in or dropped. */
  onDone: () => void;
}

/** One rejected row: its values, its problem beside the value it is about; mended and taken in, or dropped with a reason. */
export function TrayDrawer({ row, onClose, onDone }: TrayDrawerProps) {
  const [values, setValues] = useState(row.values);
  const [wageFrom, setWageFrom] = useWageMonth();
  const [dropping, setDropping] = useState(false);
  const tell = useTell();
  const mayKeep = useAllowed('members.mendTrayRow');
  const take = useAction(async () => {
    if (wageFrom === undefined) return;
    const { left } = await call('members.mendTrayRow', { id: row.id, values, wageFrom });
    tell.done(`${values.name ?? ''} 已收入会员名册，${leftText(left)}`);
    onDone();
  });
  const about = fieldOfProblem(row.message);
  const changed = FIELDS.some((field) => (values[field] ?? '') !== (row.values[field] ?? ''));
  return (
    <RecordDrawer
      open
      title={`${row.fileName} 第 ${row.row} 行`}
      dirty={changed}
      {...(mayKeep ? { onSave: () => void take.run() } : {})}
      saveText="收入"
      saveDisabled={wageFrom === undefined}
      saving={take.busy}
      problem={take.problem}
      onClose={onClose}
      actions={mayKeep && <Button onClick={() => setDropping(true)}>移出</Button>}
    >
      <Notice tone="amber">
        {about === undefined || row.message.includes('重复') ? `${row.message}。` : undefined}
      </Notice>
      {rowsOf(about).map((fields) => (
        <FormRow key={fields.join()}>
          {fields.map((field) => (
            <FormField
              key={field}
              label={ROSTER_FIELD_NAMES[field]}
              optional={field !== 'name' && field !== 'idNumber'}
              error={field === about && (values[field] ?? '') === (row.values[field] ?? '') ? row.message : undefined}
            >
              <Input
                value={values[field] ?? ''}
                maxLength={500}
                autoComplete="off"
                onChange={(event) => setValues({ ...values, [field]: event.target.value })}
              />
            </FormField>
          ))}
        </FormRow>
      ))}
      {(values.postWage || values.gradeWage) && (
        <FormField label="工资从哪个月起">
          <MonthInput value={wageFrom} onChange={setWageFrom} />
        </FormField>
      )}
      {dropping && <DropDialog row={row} onClose={() => setDropping(false)} onDone={onDone} />}
    </RecordDrawer>
  );
}

function DropDialog({ row, onClose, onDone }: TrayDrawerProps) {
  const [reason, setReason] = useState('');
  const tell = useTell();
  const drop = useAction(async () => {
    const { left } = await call('members.dropTrayRow', { id: row.id, reason });
    tell.done(`第 ${row.row} 行已移出，${leftText(left)}`);
    onDone();
  });
  const form = useFormArea(reason.trim() === '' ? undefined : () => void drop.run());
  return (
    <Modal
      open
      title={`移出第 ${row.row} 行`}
      width={440}
      centered
      okText="移出"
      cancelText="取消"
      confirmLoading={drop.busy}
      okButtonProps={{ disabled: reason.trim() === '' }}
      onOk={form.submit}
      onCancel={onClose}
      afterOpenChange={focusFirst(form)}
    >
      <FormArea form={form}>
        <FormField label="原因" hint="这一行不再收入，原始内容和原因留在账本里。">
          <Input
            value={reason}
            maxLength={200}
            placeholder="重复登记、已调离等"
            onChange={(event) => setReason(event.target.value)}
          />
        </FormField>
        <Notice tone="red">{drop.problem}</Notice>
      </FormArea>
    </Modal>
  );
}

function leftText(left: number): string {
  return left === 0 ? '待处理的都已处理完。' : `还剩 ${left} 行待处理。`;
}

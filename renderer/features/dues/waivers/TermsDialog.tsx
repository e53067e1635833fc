import { Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useAction, useCall } from '#renderer/app/use-call.ts';
import { DayInput } from '#renderer/components/DayInput.tsx';
import { FormField, FormRow } from '#renderer/components/FormField.tsx';
import { FormArea, focusFirst, useFormArea } from '#renderer/components/form-area.tsx';
import { MonthInput } from '#renderer/components/MonthInput.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { useTell } from '#renderer/components/use-tell.ts';
import { type Day, dayOf, formatMonth, type Month, monthOf } from '#shared/calendar.ts';
import type { TermsRow } from '#shared/contract/dues.ts';
import type { InputOf } from '#shared/contract/index.ts';
import { type ChosenMember, MembersField } from './MembersField.tsx';

/** Stands for "does not pay" beside the kinds in one select. */
const NOT = '-';

interface TermsDialogProps {
  /** Whose terms; without it one or several members are chosen. */
  member?: ChosenMember;
  /** What holds for them now, to start from. */
  terms?: TermsRow;
  onClose: () => void;
}

/** 登记约定: whether and as what somebody pays from a month on; an entry of the same month is replaced. */
export function TermsDialog({ member, terms, onClose }: TermsDialogProps) {
  const [members, setMembers] = useState<readonly ChosenMember[]>(member ? [member] : []);
  const [fromMonth, setFromMonth] = useState<Month | undefined>(() => terms?.fromMonth ?? monthOf(dayOf(new Date())));
  const [kind, setKind] = useState(terms ? (terms.pays ? terms.kind : NOT) : '');
  const [authorised, setAuthorised] = useState<Day | undefined>(terms?.authorised || undefined);
  const [ground, setGround] = useState(terms?.ground ?? '');
  const [checked, setChecked] = useState(false);
  const { value: known } = useCall('dues.listTerms', { limit: 1 });
  const tell = useTell();
  const save = useAction(async (input: InputOf<'dues.saveTerms'>) => {
    const done = await call('dues.saveTerms', input);
    tell.done(`${done.members} 人从${formatMonth(input.fromMonth)}起的缴费约定已登记。`);
    onClose();
  });
  const pays = kind !== NOT;
  const form = useFormArea(() => {
    setChecked(true);
    if (members.length === 0 || fromMonth === undefined || (!pays && ground.trim() === '')) return;
    void save.run({
      memberIds: members.map(({ id }) => id),
      fromMonth,
      pays,
      kind: pays ? kind : '',
      authorised: authorised ?? '',
      ground,
    });
  });
  const empty = (lacks: boolean) => (checked && lacks ? '没有填写' : undefined);
  const kinds = new Set([...(known?.kinds ?? []), ...(terms?.kind ? [terms.kind] : [])]);
  return (
    <Modal
      open
      title={member ? `缴费约定 ${member.name}` : '登记约定'}
      width={560}
      centered
      mask={{ closable: false }}
      okText="登记"
      cancelText="取消"
      confirmLoading={save.busy}
      okButtonProps={{ title: 'Ctrl+Enter' }}
      onOk={form.submit}
      onCancel={onClose}
      afterOpenChange={focusFirst(form)}
    >
      <FormArea form={form}>
        {!member && (
          <FormField label="会员" error={empty(members.length === 0)}>
            <MembersField value={members} onChange={setMembers} />
          </FormField>
        )}
        <FormRow>
          <FormField label="从哪个月起" error={empty(fromMonth === undefined)}>
            <MonthInput value={fromMonth} onChange={setFromMonth} />
          </FormField>
          <FormField label="约定" hint="会员类别在会费标准里增加。">
            <Select<string>
              className="wide-control"
              value={kind}
              options={[
                { value: '', label: '按会费标准缴纳' },
                ...[...kinds].map((name) => ({ value: name, label: `按「${name}」缴纳` })),
                { value: NOT, label: '不缴会费' },
              ]}
              onChange={setKind}
            />
          </FormField>
        </FormRow>
        <FormField label="代扣授权日" optional hint="本人签《会费授权》、同意从工资代扣的日期。">
          <DayInput value={authorised} onChange={setAuthorised} />
        </FormField>
        <FormField label="依据" optional={pays} error={empty(!pays && ground.trim() === '')}>
          <Input value={ground} maxLength={200} onChange={(event) => setGround(event.target.value)} />
        </FormField>
        {fromMonth !== undefined && (
          <Notice>
            从{formatMonth(fromMonth)}起{pays ? '这样计提' : '不再计提'}，直到下一条约定；已经计提的月份不会自动改
            {pays ? '。' : '，到「与会籍不符」里减免。'}
          </Notice>
        )}
        <Notice tone="red">{form.blocked ?? save.problem}</Notice>
      </FormArea>
    </Modal>
  );
}

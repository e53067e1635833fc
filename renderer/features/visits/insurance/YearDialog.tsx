import { Checkbox, Input, InputNumber, Modal, Select } from 'antd';
import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useAction } from '#renderer/app/use-call.ts';
import { AccountPicker } from '#renderer/components/AccountPicker.tsx';
import { DayInput } from '#renderer/components/DayInput.tsx';
import { FormField, FormRow } from '#renderer/components/FormField.tsx';
import { FormArea, useFormArea } from '#renderer/components/form-area.tsx';
import { MoneyInput } from '#renderer/components/MoneyInput.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { useTell } from '#renderer/components/use-tell.ts';
import { addDays, addMonths, type Day, day, dayOf, lastDay, monthOf } from '#shared/calendar.ts';
import { HELD_ACCOUNT, INSURANCE_ACCOUNT, type InsurancePlan, type InsuranceYear } from '#shared/contract/visits.ts';
import { type Fen, fen, formatYuan, ZERO } from '#shared/money.ts';

interface YearDialogProps {
  plans: readonly InsurancePlan[];
  /** The year to change; a new one when left out. */
  year?: InsuranceYear;
  onClose: () => void;
  onSaved: (id: string) => void;
}

interface Draft {
  planId: string | undefined;
  from: Day | undefined;
  to: Day | undefined;
  unionPart: Fen | undefined;
  memberPart: Fen | undefined;
  employerPart: Fen | undefined;
  employerHeld: boolean;
  maxShares: number;
  womenOnly: boolean;
  expenseAccountId: string | undefined;
  heldAccountId: string | undefined;
  note: string;
}

/** A new year goes on where the plan's last one ends, with its terms. */
function draftOf(plans: readonly InsurancePlan[], planId: string | undefined): Draft {
  const last = plans.find(({ id }) => id === planId)?.years[0];
  const from = last ? addDays(last.to, 1) : day(`${dayOf(new Date()).slice(0, 4)}-01-01`);
  return {
    planId,
    from,
    to: lastDay(addMonths(monthOf(from), 11)),
    unionPart: last?.unionPart,
    memberPart: last?.memberPart,
    employerPart: last?.employerPart,
    employerHeld: last?.employerHeld ?? false,
    maxShares: last?.maxShares ?? 1,
    womenOnly: last?.womenOnly ?? false,
    expenseAccountId: last?.expenseAccountId ?? INSURANCE_ACCOUNT,
    heldAccountId: last?.heldAccountId ?? HELD_ACCOUNT,
    note: '',
  };
}

/** 参保年度: term, premium and who pays it, who may take part, where it is booked. */
export function YearDialog({ plans, year, onClose, onSaved }: YearDialogProps) {
  const [draft, setDraft] = useState<Draft>(() =>
    year ? { ...year } : draftOf(plans, plans.find((plan) => !plan.retired)?.id),
  );
  const [checked, setChecked] = useState(false);
  const tell = useTell();
  const change = (part: Partial<Draft>) => setDraft({ ...draft, ...part });
  const premium = fen((draft.unionPart ?? 0) + (draft.memberPart ?? 0) + (draft.employerPart ?? 0));
  const { planId, from, to, expenseAccountId, heldAccountId } = draft;
  const save = useAction(
    async (terms: { planId: string; from: Day; to: Day; expenseAccountId: string; heldAccountId: string }) => {
      const saved = await call('visits.saveInsuranceYear', {
        ...terms,
        ...(year ? { id: year.id } : {}),
        premium,
        unionPart: draft.unionPart ?? ZERO,
        memberPart: draft.memberPart ?? ZERO,
        employerPart: draft.employerPart ?? ZERO,
        employerHeld: draft.employerHeld,
        maxShares: draft.maxShares,
        womenOnly: draft.womenOnly,
        note: draft.note,
      });
      tell.done('已保存年度。');
      onSaved(saved.id);
      onClose();
    },
  );
  const form = useFormArea(() => {
    setChecked(true);
    if (planId && from && to && expenseAccountId && heldAccountId && premium > 0)
      void save.run({ planId, from, to, expenseAccountId, heldAccountId });
  });
  const empty = (lacks: boolean) => (checked && lacks ? '没有填写' : undefined);
  const money = (key: 'unionPart' | 'memberPart' | 'employerPart', label: string) => (
    <FormField label={label}>
      <MoneyInput value={draft[key]} onChange={(value) => change({ [key]: value })} />
    </FormField>
  );
  return (
    <Modal
      open
      title={year ? '年度条款' : '新建年度'}
      width={640}
      centered
      mask={{ closable: false }}
      okText="保存"
      cancelText="取消"
      confirmLoading={save.busy}
      okButtonProps={{ title: 'Ctrl+Enter' }}
      onOk={form.submit}
      onCancel={onClose}
    >
      <FormArea form={form}>
        <FormField label="项目" error={empty(!planId)}>
          <Select<string>
            className="wide-control"
            value={planId ?? null}
            disabled={year !== undefined}
            options={plans.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={(id) => setDraft(draftOf(plans, id))}
          />
        </FormField>
        <FormRow>
          <FormField label="保障开始" error={empty(!from)}>
            <DayInput value={from} onChange={(value) => change({ from: value })} />
          </FormField>
          <FormField label="保障结束" error={empty(!to)}>
            <DayInput value={to} onChange={(value) => change({ to: value })} />
          </FormField>
          <FormField label="每人最多份数">
            <InputNumber
              className="wide-control"
              min={1}
              max={99}
              precision={0}
              value={draft.maxShares}
              onChange={(value) => change({ maxShares: value ?? 1 })}
            />
          </FormField>
        </FormRow>
        <FormRow>
          {money('unionPart', '工会承担（每份）')}
          {money('memberPart', '个人缴纳（每份）')}
          {money('employerPart', '单位行政缴纳（每份）')}
        </FormRow>
        <p className="insurance-premium">
          每份保费 {formatYuan(premium)} 元
          {checked && premium === 0 && <span className="form-error">，至少填一项金额</span>}
        </p>
        <div className="insurance-ticks">
          <Checkbox checked={draft.womenOnly} onChange={(event) => change({ womenOnly: event.target.checked })}>
            只限女职工
          </Checkbox>
          <Checkbox checked={draft.employerHeld} onChange={(event) => change({ employerHeld: event.target.checked })}>
            单位行政的部分经工会代收
          </Checkbox>
        </div>
        <FormRow>
          <FormField
            label="工会承担记入"
            hint="默认「其他服务支出」，科目编号待核，可按上级工会要求改。"
            error={empty(!expenseAccountId)}
          >
            <AccountPicker
              value={expenseAccountId}
              classes={['expense']}
              first={[INSURANCE_ACCOUNT]}
              onChange={(value) => change({ expenseAccountId: value })}
            />
          </FormField>
          <FormField label="代收的钱记入" hint="默认「代管经费」，不是工会收入。" error={empty(!heldAccountId)}>
            <AccountPicker
              value={heldAccountId}
              classes={['liability']}
              first={[HELD_ACCOUNT]}
              onChange={(value) => change({ heldAccountId: value })}
            />
          </FormField>
        </FormRow>
        <FormField label="备注" optional>
          <Input
            value={draft.note}
            maxLength={300}
            autoComplete="off"
            onChange={(event) => change({ note: event.target.value })}
          />
        </FormField>
        <Notice tone="red">{form.blocked ?? save.problem}</Notice>
      </FormArea>
    </Modal>
  );
}

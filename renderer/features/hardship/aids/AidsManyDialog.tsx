import { Checkbox, Input, InputNumber, Modal, Radio, Select } from 'antd';
import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useAction, useCall } from '#renderer/app/use-call.ts';
import { BudgetEffect, paymentEntries } from '#renderer/components/BudgetEffect.tsx';
import { DayInput } from '#renderer/components/DayInput.tsx';
import { FormField, FormRow } from '#renderer/components/FormField.tsx';
import { FundField } from '#renderer/components/FundField.tsx';
import { FormArea, focusFirst, useFormArea } from '#renderer/components/form-area.tsx';
import { Money } from '#renderer/components/Money.tsx';
import { MoneyInput } from '#renderer/components/MoneyInput.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { ResolutionPicker } from '#renderer/components/ResolutionPicker.tsx';
import { useTell } from '#renderer/components/use-tell.ts';
import { type Day, dayOf } from '#shared/calendar.ts';
import {
  AID_ACCOUNT,
  AID_KIND_NAMES,
  AID_KINDS,
  type AidCandidate,
  type AidKind,
  HARDSHIP_CATEGORIES,
  HARDSHIP_CATEGORY_NAMES,
  type HardshipCategory,
} from '#shared/contract/hardship.ts';
import { type Fen, formatYuan, sum } from '#shared/money.ts';

interface AidsManyDialogProps {
  onClose: () => void;
  /** The ids of what was paid, e.g. to print the sheet. */
  onPaid: (ids: readonly string[]) => void;
}

type ByCategory = Partial<Record<HardshipCategory, Fen>>;

/** 批量发放: several families on one resolution, an amount by category that can be changed for one; one voucher each. */
export function AidsManyDialog({ onClose, onPaid }: AidsManyDialogProps) {
  const [day, setDay] = useState<Day | undefined>(() => dayOf(new Date()));
  const [kind, setKind] = useState<AidKind>('living');
  const [method, setMethod] = useState<'cash' | 'bank'>('bank');
  const [resolutionId, setResolutionId] = useState<string>();
  const [fundId, setFundId] = useState<string>();
  const [attachmentCount, setAttachmentCount] = useState(0);
  const [approvalGround, setApprovalGround] = useState('');
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [amounts, setAmounts] = useState<ByCategory>({});
  const [own, setOwn] = useState<Readonly<Record<string, Fen | undefined>>>({});
  const [missing, setMissing] = useState(false);
  const tell = useTell();
  const families = useCall('hardship.listAidCandidates', day === undefined ? undefined : { day });
  const all = families.value ?? [];
  const chosen = all.filter(({ fileId }) => !left.has(fileId));
  const amountOf = ({ fileId, category }: AidCandidate) => own[fileId] ?? amounts[category];
  const lines = chosen.flatMap((family) => {
    const amount = amountOf(family);
    return amount === undefined || amount <= 0 ? [] : [{ fileId: family.fileId, amount, approvalGround }];
  });
  const total = sum(lines.map(({ amount }) => amount));
  const pay = useAction(async (on: Day, decision: string) => {
    const { aids, amount } = await call('hardship.payAids', {
      day: on,
      kind,
      method,
      resolutionId: decision,
      attachmentCount,
      lines,
      ...(fundId === undefined ? {} : { fundId }),
    });
    tell.done(`已发放 ${aids.length} 户 ${formatYuan(amount)} 元，每户一张凭证。`);
    onPaid(aids.map(({ id }) => id));
  });
  const ready = lines.length > 0 && lines.length === chosen.length;
  const form = useFormArea(() => {
    setMissing(true);
    if (day !== undefined && resolutionId !== undefined && ready) void pay.run(day, resolutionId);
  });
  const categories = HARDSHIP_CATEGORIES.filter((category) => all.some((family) => family.category === category));
  return (
    <Modal
      open
      title="批量发放帮扶"
      width={860}
      centered
      mask={{ closable: false }}
      okText={`发放 ${lines.length} 户 ${formatYuan(total)} 元`}
      cancelText="取消"
      confirmLoading={pay.busy}
      okButtonProps={{ title: 'Ctrl+Enter', disabled: chosen.length === 0 }}
      onOk={form.submit}
      onCancel={onClose}
      afterOpenChange={focusFirst(form)}
    >
      <FormArea form={form}>
        <FormRow>
          <FormField label="发放日期" error={missing && day === undefined ? '没有填写' : undefined}>
            <DayInput value={day} onChange={setDay} />
          </FormField>
          <FormField label="帮扶项目">
            <Select
              className="wide-control"
              value={kind}
              options={AID_KINDS.map((one) => ({ value: one, label: AID_KIND_NAMES[one] }))}
              onChange={setKind}
            />
          </FormField>
          <FormField label="支付方式">
            <Radio.Group
              value={method}
              onChange={(event) => setMethod(event.target.value === 'cash' ? 'cash' : 'bank')}
              options={[
                { value: 'bank', label: '银行转账' },
                { value: 'cash', label: '现金' },
              ]}
            />
          </FormField>
        </FormRow>
        <FormField label="集体决议" error={missing && resolutionId === undefined ? '没有填写' : undefined}>
          <ResolutionPicker value={resolutionId} onChange={(next) => setResolutionId(next)} />
        </FormField>
        <FundField value={fundId} onChange={setFundId} />
        <FormRow>
          {categories.map((category) => (
            <FormField key={category} label={`${HARDSHIP_CATEGORY_NAMES[category]}每户`}>
              <MoneyInput
                value={amounts[category]}
                onChange={(amount) => setAmounts((before) => withAmount(before, category, amount))}
              />
            </FormField>
          ))}
        </FormRow>
        <div className="aid-families">
          <table className="entry-table" aria-label="发放对象">
            <thead>
              <tr>
                <th className="aid-tick">
                  <Checkbox
                    aria-label="全选"
                    checked={all.length > 0 && chosen.length === all.length}
                    indeterminate={chosen.length > 0 && chosen.length < all.length}
                    onChange={({ target: { checked } }) =>
                      setLeft(checked ? new Set() : new Set(all.map(({ fileId }) => fileId)))
                    }
                  />
                </th>
                <th>档案号</th>
                <th>姓名</th>
                <th>小组</th>
                <th>类别</th>
                <th className="aid-amount">本年已发</th>
                <th className="aid-amount">这次金额</th>
              </tr>
            </thead>
            <tbody>
              {all.map((family) => (
                <tr key={family.fileId}>
                  <td className="aid-tick">
                    <Checkbox
                      aria-label={`发给 ${family.memberName}`}
                      checked={!left.has(family.fileId)}
                      onChange={() => setLeft((before) => toggled(before, family.fileId))}
                    />
                  </td>
                  <td>{family.fileNumber}</td>
                  <td>{family.memberName}</td>
                  <td>{family.groupName}</td>
                  <td>{HARDSHIP_CATEGORY_NAMES[family.category]}</td>
                  <td className="aid-amount">
                    <Money value={family.year} blankZero />
                  </td>
                  <td className="aid-amount">
                    <MoneyInput
                      aria-label={`${family.memberName}的金额`}
                      value={amountOf(family)}
                      onChange={(amount) => setOwn((before) => ({ ...before, [family.fileId]: amount }))}
                    />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
        {families.value?.length === 0 && (
          <Notice tone="amber">这一天没有可以发放的在档家庭，请先到「建档办理」把档案办完。</Notice>
        )}
        <FormRow>
          <FormField label="超限额审批依据" optional hint="有一户超过限额时填写，随这一户的帮扶保存">
            <Input value={approvalGround} maxLength={200} onChange={(event) => setApprovalGround(event.target.value)} />
          </FormField>
          <FormField label="每张凭证附件">
            <InputNumber<number>
              className="wide-control"
              min={0}
              max={999}
              precision={0}
              value={attachmentCount}
              onChange={(count) => setAttachmentCount(count ?? 0)}
            />
          </FormField>
        </FormRow>
        <BudgetEffect day={day} entries={paymentEntries(AID_ACCOUNT, total > 0 ? total : undefined, fundId)} />
        {missing && !ready && chosen.length > 0 && (
          <Notice tone="red">{`还有 ${chosen.length - lines.length} 户没有金额，请填上或去掉勾选。`}</Notice>
        )}
        <Notice tone="red">{form.blocked ?? families.error ?? pay.problem}</Notice>
      </FormArea>
    </Modal>
  );
}

function withAmount(before: ByCategory, category: HardshipCategory, amount: Fen | undefined): ByCategory {
  const { [category]: _old, ...rest } = before;
  return amount === undefined ? rest : { ...rest, [category]: amount };
}

function toggled(before: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const next = new Set(before);
  if (!next.delete(id)) next.add(id);
  return next;
}

import { PlusOutlined } from '@ant-design/icons';
import { Button, Input, InputNumber, Radio } from 'antd';
import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useAction } from '#renderer/app/use-call.ts';
import { AccountPicker } from '#renderer/components/AccountPicker.tsx';
import { BudgetEffect, paymentEntries } from '#renderer/components/BudgetEffect.tsx';
import { DayInput } from '#renderer/components/DayInput.tsx';
import { FormField, FormRow } from '#renderer/components/FormField.tsx';
import { FundField } from '#renderer/components/FundField.tsx';
import { MoneyInput } from '#renderer/components/MoneyInput.tsx';
import { RecordDrawer } from '#renderer/components/RecordDrawer.tsx';
import { ResolutionPicker } from '#renderer/components/ResolutionPicker.tsx';
import { useTell } from '#renderer/components/use-tell.ts';
import { type Day, dayOf } from '#shared/calendar.ts';
import { type Fen, fen, formatYuan, MAX_FEN } from '#shared/money.ts';

interface Line {
  key: number;
  name: string;
  unit: string;
  quantity: number;
  unitPrice: Fen | undefined;
}
const emptyLine = (key: number): Line => ({ key, name: '', unit: '', quantity: 1, unitPrice: undefined });

interface Draft {
  day: Day | undefined;
  accountId: string | undefined;
  fundId: string | undefined;
  method: 'cash' | 'bank';
  supplier: string;
  invoice: string;
  place: string;
  note: string;
  resolutionId: string | undefined;
  attachmentCount: number;
  lines: readonly Line[];
}

/** 会员活动支出: where what is bought for visits usually stands (rules.md 3.2). */
const USUAL_ACCOUNT = '2021:50105';

const totalOf = (lines: readonly Line[]): Fen | undefined => {
  const total = lines.reduce((sum, { quantity, unitPrice }) => sum + quantity * (unitPrice ?? 0), 0);
  return total > MAX_FEN ? undefined : fen(total);
};

/** 购入入库: goods that are bought to be given later; the expense and the second entry are one voucher. */
export function BuyDrawer({ onClose }: { onClose: () => void }) {
  const [initial] = useState<Draft>(() => ({
    day: dayOf(new Date()),
    accountId: USUAL_ACCOUNT,
    fundId: undefined,
    method: 'bank',
    supplier: '',
    invoice: '',
    place: '',
    note: '',
    resolutionId: undefined,
    attachmentCount: 0,
    lines: [emptyLine(0)],
  }));
  const [draft, setDraft] = useState(initial);
  const [tried, setTried] = useState(false);
  const tell = useTell();
  const change = (patch: Partial<Draft>) => setDraft((before) => ({ ...before, ...patch }));
  const put = (key: number, patch: Partial<Line>) =>
    change({ lines: draft.lines.map((line) => (line.key === key ? { ...line, ...patch } : line)) });
  const total = totalOf(draft.lines);
  const empty = (wrong: boolean) => (tried && wrong ? '没有填写' : undefined);
  const buy = useAction(async () => {
    const { day, accountId, fundId, method, supplier, invoice, place, note, resolutionId, attachmentCount } = draft;
    if (day === undefined || accountId === undefined) return;
    const lines = draft.lines.flatMap(({ name, unit, quantity, unitPrice }) =>
      unitPrice === undefined
        ? []
        : [{ name: name.trim(), unit: unit.trim(), quantity, unitPrice, place: place.trim(), note: note.trim() }],
    );
    const bought = await call('visits.buyStock', {
      day,
      accountId,
      method,
      supplier: supplier.trim(),
      invoice: invoice.trim(),
      attachmentCount,
      lines,
      ...(fundId === undefined ? {} : { fundId }),
      ...(resolutionId === undefined ? {} : { resolutionId }),
    });
    tell.done(`已入库 ${bought.lots} 种，${formatYuan(bought.total)} 元，凭证 ${bought.voucherNumber}。`);
    onClose();
  });
  const save = () => {
    setTried(true);
    const whole =
      draft.day !== undefined &&
      draft.accountId !== undefined &&
      draft.supplier.trim() !== '' &&
      draft.lines.every(({ name, unitPrice }) => name.trim() !== '' && unitPrice !== undefined && unitPrice > 0);
    if (whole) void buy.run();
  };
  return (
    <RecordDrawer
      open
      width={720}
      title="购入入库"
      dirty={JSON.stringify(draft) !== JSON.stringify(initial)}
      onClose={onClose}
      onSave={save}
      saveText={total === undefined || total === 0 ? '入库并记账' : `入库并记账 ${formatYuan(total)} 元`}
      saving={buy.busy}
      problem={buy.problem}
    >
      <FormRow>
        <FormField label="日期" error={empty(draft.day === undefined)}>
          <DayInput value={draft.day} onChange={(day) => change({ day })} />
        </FormField>
        <FormField label="供货单位" error={empty(draft.supplier.trim() === '')}>
          <Input value={draft.supplier} maxLength={60} onChange={(event) => change({ supplier: event.target.value })} />
        </FormField>
        <FormField label="发票号" optional>
          <Input value={draft.invoice} maxLength={40} onChange={(event) => change({ invoice: event.target.value })} />
        </FormField>
      </FormRow>
      <FormField
        label="物品"
        error={empty(draft.lines.some(({ name, unitPrice }) => name.trim() === '' || unitPrice === undefined))}
        hint={total === undefined ? '合计太大，请核对数量和单价' : `合计 ${formatYuan(total)} 元`}
      >
        <div className="buy-lines">
          {draft.lines.map((line, index) => (
            <div key={line.key} className="buy-line">
              <Input
                aria-label={`品名 ${index + 1}`}
                value={line.name}
                maxLength={40}
                placeholder="品名，与发票一致"
                onChange={(event) => put(line.key, { name: event.target.value })}
              />
              <Input
                aria-label={`单位 ${index + 1}`}
                value={line.unit}
                maxLength={10}
                placeholder="袋"
                onChange={(event) => put(line.key, { unit: event.target.value })}
              />
              <InputNumber<number>
                aria-label={`数量 ${index + 1}`}
                min={1}
                max={1_000_000}
                precision={0}
                value={line.quantity}
                onChange={(quantity) => put(line.key, { quantity: quantity ?? 1 })}
              />
              <MoneyInput
                aria-label={`单价 ${index + 1}`}
                value={line.unitPrice}
                placeholder="单价"
                onChange={(unitPrice) => put(line.key, { unitPrice })}
              />
              {draft.lines.length > 1 && (
                <Button
                  type="text"
                  aria-label={`去掉物品 ${index + 1}`}
                  onClick={() => change({ lines: draft.lines.filter(({ key }) => key !== line.key) })}
                >
                  去掉
                </Button>
              )}
            </div>
          ))}
          {draft.lines.length < 50 && (
            <Button
              size="small"
              icon={<PlusOutlined aria-hidden />}
              onClick={() =>
                change({ lines: [...draft.lines, emptyLine(Math.max(...draft.lines.map(({ key }) => key)) + 1)] })
              }
            >
              再加一种
            </Button>
          )}
        </div>
      </FormField>
      <FormRow>
        <FormField label="列支科目" error={empty(draft.accountId === undefined)}>
          <AccountPicker
            value={draft.accountId}
            classes={['expense']}
            first={[USUAL_ACCOUNT]}
            onChange={(accountId) => change({ accountId })}
          />
        </FormField>
        <FormField label="支付方式">
          <Radio.Group
            value={draft.method}
            onChange={(event) => change({ method: event.target.value === 'cash' ? 'cash' : 'bank' })}
            options={[
              { value: 'bank', label: '银行' },
              { value: 'cash', label: '现金' },
            ]}
          />
        </FormField>
      </FormRow>
      <FundField value={draft.fundId} onChange={(fundId) => change({ fundId })} />
      <BudgetEffect day={draft.day} entries={paymentEntries(draft.accountId, total, draft.fundId)} />
      <FormField label="集体决议" optional>
        <ResolutionPicker value={draft.resolutionId} onChange={(resolutionId) => change({ resolutionId })} />
      </FormField>
      <FormRow>
        <FormField label="存放地点" optional>
          <Input value={draft.place} maxLength={40} onChange={(event) => change({ place: event.target.value })} />
        </FormField>
        <FormField label="备注" optional hint="保质期等">
          <Input value={draft.note} maxLength={200} onChange={(event) => change({ note: event.target.value })} />
        </FormField>
        <FormField label="附件张数" hint="发票、小票、验收单">
          <InputNumber<number>
            className="wide-control"
            min={0}
            max={999}
            precision={0}
            value={draft.attachmentCount}
            onChange={(count) => change({ attachmentCount: count ?? 0 })}
          />
        </FormField>
      </FormRow>
    </RecordDrawer>
  );
}

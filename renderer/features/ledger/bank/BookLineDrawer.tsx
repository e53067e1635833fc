import { Input, InputNumber, Radio } from 'antd';
import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useAction } from '#renderer/app/use-call.ts';
import { DayInput } from '#renderer/components/DayInput.tsx';
import { FormField, FormRow } from '#renderer/components/FormField.tsx';
import { FundField } from '#renderer/components/FundField.tsx';
import { MoneyInput } from '#renderer/components/MoneyInput.tsx';
import { RecordDrawer } from '#renderer/components/RecordDrawer.tsx';
import { ResolutionPicker } from '#renderer/components/ResolutionPicker.tsx';
import { useTell } from '#renderer/components/use-tell.ts';
import type { Direction, OpenLine, Purpose } from '#shared/contract/ledger.ts';
import type { Fen } from '#shared/money.ts';
import { PurposePicker } from '../entry/PurposePicker.tsx';
import { DIRECTION_LABELS } from '../words.ts';
import { movement } from './bank-columns.tsx';

/** Books one line of the bank: what it was for is chosen, the rest is as the bank says. */
export function BookLineDrawer({ line, onClose }: { line: OpenLine; onClose: () => void }) {
  const own: Direction = line.amount > 0 ? 'income' : 'expense';
  const [direction, setDirection] = useState<Direction>(own);
  const [purpose, setPurpose] = useState<Pick<Purpose, 'id'> & Partial<Purpose>>();
  const [day, setDay] = useState<OpenLine['day'] | undefined>(line.day);
  const [summary, setSummary] = useState(line.summary.slice(0, 100));
  const [setAside, setSetAside] = useState<Fen>();
  const [papers, setPapers] = useState(1);
  const [resolutionId, setResolutionId] = useState<string>();
  const [fundId, setFundId] = useState<string>();
  const tell = useTell();
  const chosen = purpose ?? (direction === own && line.purpose ? { id: line.purpose.id } : undefined);
  const book = useAction(async () => {
    if (!chosen || day === undefined) return;
    const { number, month } = await call('ledger.bookBankLine', {
      lineId: line.id,
      purposeId: chosen.id,
      day,
      summary,
      attachmentCount: papers,
      ...(setAside === undefined ? {} : { setAside }),
      ...(resolutionId === undefined ? {} : { resolutionId }),
      ...(fundId === undefined || direction === 'transfer' ? {} : { fundId }),
    });
    tell.done(`已记账：${month} ${number}，并已勾对`);
    onClose();
  });
  return (
    <RecordDrawer
      open
      title={`${line.day} ${movement(line.amount)}`}
      dirty={purpose !== undefined}
      onSave={() => void book.run()}
      saveText="记账并勾对"
      saveDisabled={chosen === undefined || day === undefined}
      saving={book.busy}
      problem={book.problem}
      onClose={onClose}
    >
      <dl className="ledger-facts">
        <dt>银行摘要</dt>
        <dd>{line.summary || '（空）'}</dd>
        <dt>对方户名</dt>
        <dd>{line.counterparty || '（空）'}</dd>
        <dt>流水号</dt>
        <dd>{line.reference || '（空）'}</dd>
      </dl>
      <Radio.Group
        aria-label="收支"
        className="entry-direction"
        optionType="button"
        value={direction}
        options={([own, 'transfer'] as const).map((value) => ({ value, label: DIRECTION_LABELS[value] }))}
        onChange={(event) => {
          setDirection(event.target.value);
          setPurpose(undefined);
        }}
      />
      <FormField label="用途">
        <PurposePicker direction={direction} value={chosen?.id} onChange={setPurpose} />
      </FormField>
      {purpose?.setAsideName !== undefined && (
        <FormField label="其中应上解" optional hint="不填按单位设置的上解比例">
          <MoneyInput value={setAside} onChange={setSetAside} />
        </FormField>
      )}
      <FormRow>
        <FormField label="记账日期" hint="银行那天的月份已结账时，改用没有结账的月份">
          <DayInput value={day} onChange={setDay} />
        </FormField>
        <FormField label="附件张数">
          <InputNumber min={0} max={999} value={papers} onChange={(value) => setPapers(value ?? 0)} />
        </FormField>
      </FormRow>
      <FormField label="摘要">
        <Input value={summary} maxLength={100} onChange={(event) => setSummary(event.target.value)} />
      </FormField>
      {direction !== 'transfer' && <FundField value={fundId} onChange={setFundId} />}
      {direction === 'expense' && (
        <FormField label="集体决议" optional>
          <ResolutionPicker value={resolutionId} onChange={setResolutionId} />
        </FormField>
      )}
    </RecordDrawer>
  );
}

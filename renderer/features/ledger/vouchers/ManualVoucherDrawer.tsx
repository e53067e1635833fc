import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Input, InputNumber } from 'antd';
import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useAction } from '#renderer/app/use-call.ts';
import { AccountPicker } from '#renderer/components/AccountPicker.tsx';
import { DayInput } from '#renderer/components/DayInput.tsx';
import { FormField, FormRow } from '#renderer/components/FormField.tsx';
import { Money } from '#renderer/components/Money.tsx';
import { MoneyInput } from '#renderer/components/MoneyInput.tsx';
import { RecordDrawer } from '#renderer/components/RecordDrawer.tsx';
import { ResolutionPicker } from '#renderer/components/ResolutionPicker.tsx';
import { useTell } from '#renderer/components/use-tell.ts';
import type { Day } from '#shared/calendar.ts';
import type { Voucher } from '#shared/contract/ledger.ts';
import { type Fen, fen, sum, ZERO } from '#shared/money.ts';

interface Line {
  key: number;
  accountId: string | undefined;
  debit: Fen | undefined;
  credit: Fen | undefined;
}

const blank = (key: number): Line => ({ key, accountId: undefined, debit: undefined, credit: undefined });

/** 填制凭证 with free lines, for what 收支登记 does not cover: depreciation, putting an asset on the books, corrections. */
export function ManualVoucherDrawer({
  onClose,
  onPosted,
}: {
  onClose: () => void;
  onPosted: (voucher: Voucher) => void;
}) {
  const [day, setDay] = useState<Day>();
  const [summary, setSummary] = useState('');
  const [attachmentCount, setAttachmentCount] = useState(0);
  const [resolutionId, setResolutionId] = useState<string>();
  const [lines, setLines] = useState<Line[]>([blank(1), blank(2)]);
  const tell = useTell();
  const used = lines.filter((line) => line.accountId !== undefined);
  const debit = sum(lines.map((line) => line.debit ?? ZERO));
  const credit = sum(lines.map((line) => line.credit ?? ZERO));
  const post = useAction(async () => {
    if (day === undefined) return;
    const voucher = await call('ledger.postVoucher', {
      day,
      summary,
      attachmentCount,
      ...(resolutionId === undefined ? {} : { resolutionId }),
      entries: used.map((line) => ({
        accountId: line.accountId ?? '',
        debit: line.debit ?? ZERO,
        credit: line.credit ?? ZERO,
      })),
    });
    tell.done(`已记账：${voucher.month} ${voucher.number}`);
    onPosted(voucher);
  });
  const change = (key: number, part: Partial<Line>) =>
    setLines((before) => before.map((line) => (line.key === key ? { ...line, ...part } : line)));
  const ready = day !== undefined && summary.trim() !== '' && used.length >= 2 && debit === credit && debit !== 0;
  return (
    <RecordDrawer
      open
      width={720}
      title="填制凭证"
      dirty={summary !== '' || debit !== 0 || credit !== 0}
      onSave={() => void post.run()}
      saveText="记账"
      saveDisabled={!ready}
      saving={post.busy}
      problem={post.problem}
      onClose={onClose}
    >
      <FormRow>
        <FormField label="日期">
          <DayInput value={day} onChange={setDay} />
        </FormField>
        <FormField label="附件张数">
          <InputNumber
            className="wide-control"
            min={0}
            max={999}
            precision={0}
            value={attachmentCount}
            onChange={(count) => setAttachmentCount(count ?? 0)}
          />
        </FormField>
      </FormRow>
      <FormField label="摘要">
        <Input
          value={summary}
          maxLength={100}
          autoComplete="off"
          onChange={(event) => setSummary(event.target.value)}
        />
      </FormField>
      <table className="voucher-table voucher-lines" aria-label="分录">
        <thead>
          <tr>
            <th>科目</th>
            <th className="voucher-amount">借方</th>
            <th className="voucher-amount">贷方</th>
            <th aria-label="操作" />
          </tr>
        </thead>
        <tbody>
          {lines.map((line, index) => (
            <tr key={line.key}>
              <td>
                <AccountPicker
                  aria-label={`第 ${index + 1} 行科目`}
                  value={line.accountId}
                  onChange={(accountId) => change(line.key, { accountId })}
                />
              </td>
              <td>
                <MoneyInput
                  aria-label={`第 ${index + 1} 行借方`}
                  value={line.debit}
                  onChange={(value) => change(line.key, { debit: value })}
                />
              </td>
              <td>
                <MoneyInput
                  aria-label={`第 ${index + 1} 行贷方`}
                  value={line.credit}
                  onChange={(value) => change(line.key, { credit: value })}
                />
              </td>
              <td>
                <button
                  type="button"
                  className="quiet-button"
                  aria-label={`去掉第 ${index + 1} 行`}
                  disabled={lines.length <= 2}
                  onClick={() => setLines((before) => before.filter((other) => other.key !== line.key))}
                >
                  <DeleteOutlined aria-hidden />
                </button>
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <td>
              {debit === credit ? (
                '合计'
              ) : (
                <span className="ledger-unbalanced">
                  借贷相差 <Money value={fen(Math.abs(debit - credit))} /> 元
                </span>
              )}
            </td>
            <td className="voucher-amount">
              <Money value={debit} strong />
            </td>
            <td className="voucher-amount">
              <Money value={credit} strong />
            </td>
            <td />
          </tr>
        </tfoot>
      </table>
      <Button
        icon={<PlusOutlined aria-hidden />}
        disabled={lines.length >= 200}
        onClick={() => setLines((before) => [...before, blank(Math.max(...before.map((line) => line.key)) + 1)])}
      >
        加一行
      </Button>
      <div className="voucher-resolution">
        <FormField label="依据的集体决议" optional>
          <ResolutionPicker value={resolutionId} onChange={setResolutionId} />
        </FormField>
      </div>
    </RecordDrawer>
  );
}

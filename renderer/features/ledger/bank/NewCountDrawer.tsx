import { Input, InputNumber } from 'antd';
import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useAction, useCall } from '#renderer/app/use-call.ts';
import { DayInput } from '#renderer/components/DayInput.tsx';
import { FormField, FormRow } from '#renderer/components/FormField.tsx';
import { Money } from '#renderer/components/Money.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { RecordDrawer } from '#renderer/components/RecordDrawer.tsx';
import { type Day, dayOf } from '#shared/calendar.ts';
import { DENOMINATION_WORTH, DENOMINATIONS, type Denomination } from '#shared/contract/ledger.ts';
import type { UnionProfile } from '#shared/contract/union.ts';
import { fen, formatYuan } from '#shared/money.ts';
import { AccountChoice } from './views.tsx';

type Pieces = Record<Denomination, number>;
const NONE: Pieces = { yuan100: 0, yuan50: 0, yuan20: 0, yuan10: 0, yuan5: 0, yuan1: 0, jiao5: 0, jiao1: 0 };

interface NewCountDrawerProps {
  profile: UnionProfile;
  onSaved: (id: string) => void;
  onClose: () => void;
}

/** Counts the cash piece by piece; the book of the day and the difference stand below as one types. */
export function NewCountDrawer({ profile, onSaved, onClose }: NewCountDrawerProps) {
  const [accountId, setAccountId] = useState<string>();
  const [day, setDay] = useState<Day | undefined>(dayOf(new Date()));
  const [pieces, setPieces] = useState(NONE);
  const [countedBy, setCountedBy] = useState(profile.cashier);
  const [witnessedBy, setWitnessedBy] = useState(profile.accountant);
  const [note, setNote] = useState('');
  const account = accountId === undefined ? {} : { accountId };
  const { value: book, error } = useCall('ledger.readCashBook', day === undefined ? undefined : { day, ...account });
  const counted = fen(DENOMINATIONS.reduce((sum, name) => sum + pieces[name] * DENOMINATION_WORTH[name].fen, 0));
  const difference = book && fen(counted - book.balance);
  const save = useAction(async () => {
    if (day === undefined) return;
    const { id } = await call('ledger.saveCashCount', { day, ...pieces, countedBy, witnessedBy, note, ...account });
    onSaved(id);
  });
  return (
    <RecordDrawer
      open
      title="盘点现金"
      dirty={counted > 0 || note !== ''}
      onSave={() => void save.run()}
      saveDisabled={day === undefined || countedBy.trim() === '' || witnessedBy.trim() === ''}
      saving={save.busy}
      problem={save.problem}
      onClose={onClose}
    >
      <AccountChoice method="cash" value={accountId} onChange={setAccountId} />
      <FormField label="盘点日期">
        <DayInput value={day} onChange={setDay} />
      </FormField>
      <table className="bank-count" aria-label="清点">
        <thead>
          <tr>
            <th>面额</th>
            <th>张数（枚数）</th>
            <th>金额</th>
          </tr>
        </thead>
        <tbody>
          {DENOMINATIONS.map((name) => (
            <tr key={name}>
              <td>{DENOMINATION_WORTH[name].label}</td>
              <td>
                <InputNumber
                  aria-label={`${DENOMINATION_WORTH[name].label}张数`}
                  min={0}
                  max={1_000_000}
                  precision={0}
                  value={pieces[name] === 0 ? null : pieces[name]}
                  placeholder="0"
                  onChange={(value) => setPieces({ ...pieces, [name]: value ?? 0 })}
                />
              </td>
              <td>
                <Money value={fen(pieces[name] * DENOMINATION_WORTH[name].fen)} blankZero />
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <td colSpan={2}>实点合计</td>
            <td>
              <Money value={counted} strong />
            </td>
          </tr>
        </tfoot>
      </table>
      <Notice tone="red">{error}</Notice>
      {book && difference !== undefined && (
        <Notice tone={difference === 0 ? 'info' : 'amber'}>
          {`当天账面 ${formatYuan(book.balance)} 元，${
            difference === 0
              ? '账实相符。'
              : `${difference > 0 ? '长款' : '短款'} ${formatYuan(fen(Math.abs(difference)))} 元；请先核对有没有漏记的收付，再保存。`
          }`}
        </Notice>
      )}
      <FormRow>
        <FormField label="盘点人" hint="一般是出纳">
          <Input value={countedBy} maxLength={20} onChange={(event) => setCountedBy(event.target.value)} />
        </FormField>
        <FormField label="监盘人" hint="不能是同一个人">
          <Input value={witnessedBy} maxLength={20} onChange={(event) => setWitnessedBy(event.target.value)} />
        </FormField>
      </FormRow>
      <FormField label="备注" optional>
        <Input value={note} maxLength={200} onChange={(event) => setNote(event.target.value)} />
      </FormField>
    </RecordDrawer>
  );
}

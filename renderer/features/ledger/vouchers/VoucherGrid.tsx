import { DeleteOutlined } from '@ant-design/icons';
import { Select } from 'antd';
import { type KeyboardEvent, memo, type RefObject, useMemo, useRef } from 'react';
import { flushSync } from 'react-dom';
import { useCall } from '#renderer/app/use-call.ts';
import { AccountPicker } from '#renderer/components/AccountPicker.tsx';
import { choosingFromList } from '#renderer/components/form-area.tsx';
import { Money } from '#renderer/components/Money.tsx';
import { MoneyInput } from '#renderer/components/MoneyInput.tsx';
import type { Fund, LedgerAccount } from '#shared/contract/ledger.ts';
import { type CellPlace, focusCell, nextPlace, placeOf } from './grid-keys.ts';
import { SummaryInput } from './SummaryInput.tsx';
import { balanced, blankLine, isBlank, type Line, MOST_LINES, summaryAt, totalsOf } from './voucher-form.ts';

interface VoucherGridProps {
  lines: readonly Line[];
  onChange: (lines: Line[]) => void;
  table: RefObject<HTMLTableElement | null>;
  /** Enter on an empty last line: everything is written. */
  onDone: () => void;
}

/** Accounts whose entries may belong to 专项资金. */
const mayHaveFund = (account: LedgerAccount | undefined) =>
  account !== undefined && account.class !== 'asset' && account.class !== 'liability';

/** What the keys of the table work with; renewed with every drawing. */
interface Desk {
  lines: readonly Line[];
  onChange: (lines: Line[]) => void;
  onDone: () => void;
  hasFund: (accountId: string | undefined) => boolean;
  table: HTMLTableElement | null;
}

const write = ({ lines, onChange }: Desk, key: number, part: Partial<Line>) =>
  onChange(lines.map((line) => (line.key === key ? { ...line, ...part } : line)));

function moveOn({ lines, onChange, onDone, hasFund, table }: Desk, from: CellPlace): void {
  const line = lines.find(({ key }) => key === from.line);
  const next = nextPlace(lines, from, hasFund(line?.accountId));
  if (next !== 'newLine') focusCell(table, next);
  else if (lines.length >= MOST_LINES || (line !== undefined && isBlank(line))) onDone();
  else {
    const key = Math.max(...lines.map((other) => other.key)) + 1;
    // the line must be there before the cursor can go into it
    flushSync(() => onChange([...lines, blankLine(key)]));
    focusCell(table, { line: key, cell: 'summary' });
  }
}

function handleKey(desk: Desk, event: KeyboardEvent<HTMLTableElement>): void {
  const { target, key } = event;
  if (!(target instanceof HTMLInputElement) || event.nativeEvent.isComposing) return;
  if (event.ctrlKey || event.altKey || event.shiftKey || choosingFromList(target)) return;
  const at = placeOf(target);
  const inAmount = at?.cell === 'debit' || at?.cell === 'credit';
  if (!at || !(key === 'Enter' || (inAmount && AMOUNT_KEYS.includes(key)))) return;
  event.preventDefault();
  event.stopPropagation();
  if (key === 'Enter') moveOn(desk, at);
  else if (key === 'ArrowUp' || key === 'ArrowDown') {
    const other = desk.lines[desk.lines.findIndex((line) => line.key === at.line) + (key === 'ArrowUp' ? -1 : 1)];
    if (other) focusCell(desk.table, { line: other.key, cell: at.cell });
  } else if (at.cell === 'debit' || at.cell === 'credit') desk.onChange(balanced(desk.lines, at.line, at.cell));
}

const NONE: readonly LedgerAccount[] = [];
const AMOUNT_KEYS: readonly string[] = ['=', '＝', 'ArrowUp', 'ArrowDown'];

/**
 * The lines of a voucher that is being written, made for the keyboard: Enter moves to the next cell and adds a line after the last
 * one, `=` in an amount fills what is lacking, ↑ ↓ go to the same amount of the line above or below.
 */
export function VoucherGrid({ lines, onChange, table, onDone }: VoucherGridProps) {
  const { value: accounts } = useCall('ledger.listAccounts', {});
  const { value: allFunds } = useCall('ledger.listFunds', {});
  const funds = useMemo(() => allFunds?.filter((fund) => !fund.retired) ?? [], [allFunds]);
  const byId = useMemo(() => new Map((accounts ?? []).map((account) => [account.id, account])), [accounts]);
  const withFunds = funds.length > 0;
  const hasFund = (id: string | undefined) => withFunds && id !== undefined && mayHaveFund(byId.get(id));
  const desk = useRef<Desk>({ lines, onChange, onDone, hasFund, table: null });
  desk.current = { lines, onChange, onDone, hasFund, table: table.current };
  // the same for as long as the table stands, so that typing draws only the line that is typed in
  const hands = useMemo<LineHands>(
    () => ({
      change: (key, part) => write(desk.current, key, part),
      moveOn: (from) => moveOn(desk.current, from),
      pickAccount: (key, account) => {
        const part = { accountId: account?.id, ...(mayHaveFund(account) ? {} : { fundId: undefined }) };
        flushSync(() => write(desk.current, key, part));
        if (account) moveOn(desk.current, { line: key, cell: 'account' });
      },
      remove: (key) => desk.current.onChange(desk.current.lines.filter((line) => line.key !== key)),
    }),
    [],
  );
  const { debit, credit } = totalsOf(lines);
  return (
    <table
      ref={table}
      className="voucher-grid"
      aria-label="分录"
      data-own-enter
      onKeyDownCapture={(event) => handleKey(desk.current, event)}
    >
      <thead>
        <tr>
          <th className="voucher-grid-number" aria-label="行号" />
          <th>摘要</th>
          <th>科目</th>
          <th className="voucher-grid-amount">借方</th>
          <th className="voucher-grid-amount">贷方</th>
          {withFunds && <th className="voucher-grid-fund">专项资金</th>}
          <th className="voucher-grid-remove" aria-label="操作" />
        </tr>
      </thead>
      <tbody>
        {lines.map((line, index) => (
          <GridLine
            key={line.key}
            line={line}
            number={index + 1}
            above={summaryAt(lines, index - 1)}
            accounts={accounts}
            funds={withFunds ? funds : undefined}
            fundFits={hasFund(line.accountId)}
            only={lines.length === 1}
            hands={hands}
          />
        ))}
      </tbody>
      <tfoot>
        <tr>
          <td />
          <td colSpan={2}>合计</td>
          <td className="voucher-grid-amount">
            <Money value={debit} strong />
          </td>
          <td className="voucher-grid-amount">
            <Money value={credit} strong />
          </td>
          {withFunds && <td />}
          <td />
        </tr>
      </tfoot>
    </table>
  );
}

interface LineHands {
  change: (key: number, part: Partial<Line>) => void;
  moveOn: (from: CellPlace) => void;
  pickAccount: (key: number, account: LedgerAccount | undefined) => void;
  remove: (key: number) => void;
}

interface GridLineProps {
  line: Line;
  number: number;
  /** What the line is called when nothing is written: the words of the line above. */
  above: string;
  accounts: readonly LedgerAccount[] | undefined;
  /** Undefined while the union has none. */
  funds: readonly Fund[] | undefined;
  fundFits: boolean;
  only: boolean;
  hands: LineHands;
}

const GridLine = memo(({ line, number, above, accounts, funds, fundFits, only, hands }: GridLineProps) => {
  const { key } = line;
  const usable = accounts?.some((account) => account.id === line.accountId && account.detail) ?? true;
  return (
    <tr>
      <td className="voucher-grid-number">{number}</td>
      <td data-line={key} data-cell="summary">
        <SummaryInput
          aria-label={`第 ${number} 行摘要`}
          value={line.summary}
          placeholder={above || '办的什么事'}
          onChange={(summary) => hands.change(key, { summary })}
          onPick={() => hands.moveOn({ line: key, cell: 'summary' })}
        />
      </td>
      <td data-line={key} data-cell="account">
        <AccountPicker
          aria-label={`第 ${number} 行科目`}
          accounts={accounts ?? NONE}
          value={usable ? line.accountId : undefined}
          onChange={(_, account) => hands.pickAccount(key, account)}
        />
      </td>
      <td data-line={key} data-cell="debit">
        <MoneyInput
          aria-label={`第 ${number} 行借方`}
          value={line.debit}
          placeholder={line.side === 'credit' ? '' : '0.00'}
          onChange={(debit) => hands.change(key, { debit, ...(debit ? { credit: undefined } : {}) })}
        />
      </td>
      <td data-line={key} data-cell="credit">
        <MoneyInput
          aria-label={`第 ${number} 行贷方`}
          value={line.credit}
          placeholder={line.side === 'debit' ? '' : '0.00'}
          onChange={(credit) => hands.change(key, { credit, ...(credit ? { debit: undefined } : {}) })}
        />
      </td>
      {funds && (
        <td data-line={key} data-cell="fund">
          {fundFits && (
            <Select<string>
              className="wide-control"
              aria-label={`第 ${number} 行专项资金`}
              value={line.fundId ?? null}
              allowClear
              placeholder="不属于"
              showSearch={{ optionFilterProp: 'label' }}
              notFoundContent="没有这项专项资金。"
              options={funds.map((fund) => ({ value: fund.id, label: fund.name }))}
              onChange={(fundId: string | undefined) => hands.change(key, { fundId })}
            />
          )}
        </td>
      )}
      <td className="voucher-grid-remove">
        <button
          type="button"
          className="quiet-button"
          aria-label={`去掉第 ${number} 行`}
          disabled={only}
          onClick={() => hands.remove(key)}
        >
          <DeleteOutlined aria-hidden />
        </button>
      </td>
    </tr>
  );
});

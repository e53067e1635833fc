import { Button, Input } from 'antd';
import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useAction } from '#renderer/app/use-call.ts';
import { AccountPicker } from '#renderer/components/AccountPicker.tsx';
import { DayInput } from '#renderer/components/DayInput.tsx';
import { FormField, FormRow } from '#renderer/components/FormField.tsx';
import { Money } from '#renderer/components/Money.tsx';
import { MoneyInput } from '#renderer/components/MoneyInput.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { RecordDrawer } from '#renderer/components/RecordDrawer.tsx';
import { ResolutionPicker } from '#renderer/components/ResolutionPicker.tsx';
import { useTell } from '#renderer/components/use-tell.ts';
import { type Day, dayOf } from '#shared/calendar.ts';
import { BUDGET_HEAD_NAMES, BUDGET_HEADS, type Budget, type BudgetHeadKey } from '#shared/contract/ledger.ts';
import { type Fen, fen, sum, ZERO } from '#shared/money.ts';

interface Line {
  key: string;
  accountId?: string;
  head?: BudgetHeadKey;
  code: string;
  name: string;
  income: boolean;
  amount: Fen;
}

/** 预算调整: every line with what it is now and what it shall be; only what changes is sent. */
export function AdjustDrawer({ budget, onClose }: { budget: Budget; onClose: () => void }) {
  const [day, setDay] = useState<Day | undefined>(() => dayOf(new Date()));
  const [resolutionId, setResolutionId] = useState<string>();
  const [reason, setReason] = useState('');
  const [added, setAdded] = useState<readonly Line[]>([]);
  const [after, setAfter] = useState<ReadonlyMap<string, Fen | undefined>>(new Map());
  const [adding, setAdding] = useState(false);
  const [tried, setTried] = useState(false);
  const tell = useTell();
  const lines = [...linesOf(budget), ...added];
  /** Undefined while the field is empty. */
  const wanted = (line: Line) => (after.has(line.key) ? after.get(line.key) : line.amount);
  const empty = lines.find((line) => wanted(line) === undefined);
  const changed = lines.filter((line) => wanted(line) !== undefined && wanted(line) !== line.amount);
  const save = useAction(async (on: Day, decision: string) => {
    await call('ledger.adjustBudget', {
      year: budget.year,
      day: on,
      resolutionId: decision,
      reason,
      lines: changed.map(({ key, accountId, head }) => ({
        ...(accountId === undefined ? {} : { accountId }),
        ...(head === undefined ? {} : { head }),
        adjusted: after.get(key) ?? ZERO,
      })),
    });
    tell.done(`${budget.year} 年预算已调整，共 ${changed.length} 行`);
    onClose();
  });
  const onSave = () => {
    setTried(true);
    if (day !== undefined && resolutionId !== undefined && reason.trim() !== '' && changed.length > 0 && !empty)
      void save.run(day, resolutionId);
  };
  const absent = (missing: boolean) => (tried && missing ? '没有填写' : undefined);
  const { adjustments, rule } = budget;
  return (
    <RecordDrawer
      open
      width={960}
      title={`${budget.year} 年预算调整`}
      dirty={changed.length > 0 || reason !== ''}
      onSave={onSave}
      saveText="保存调整"
      saving={save.busy}
      problem={save.problem ?? (tried ? problemOf(empty, changed) : undefined)}
      onClose={onClose}
    >
      <Notice tone={adjustments.length >= rule.adjustmentsPerYear ? 'amber' : 'info'}>
        {adjustments.length === 0
          ? `预算每年最多调整 ${rule.adjustmentsPerYear} 次，程序和编预算相同。${rule.basis}。`
          : `今年已调整 ${adjustments.length} 次，每年最多 ${rule.adjustmentsPerYear} 次。`}
      </Notice>
      <FormRow>
        <FormField label="集体决议" error={absent(resolutionId === undefined)}>
          <ResolutionPicker value={resolutionId} onChange={(next) => setResolutionId(next)} />
        </FormField>
        <FormField label="调整日期" error={absent(day === undefined)}>
          <DayInput value={day} onChange={setDay} />
        </FormField>
      </FormRow>
      <FormField label="调整原因" error={absent(reason.trim() === '')}>
        <Input
          value={reason}
          maxLength={200}
          placeholder="例如：增加校运动会经费"
          onChange={(event) => setReason(event.target.value)}
        />
      </FormField>
      <table className="voucher-table budget-adjust" aria-label="预算各行">
        <thead>
          <tr>
            <th>编号</th>
            <th>科目</th>
            <th className="voucher-amount">现在的预算数</th>
            <th className="voucher-amount">调整数</th>
            <th className="budget-after">调整后预算数</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.key}>
              <td>{line.code}</td>
              <td>{line.name}</td>
              <td className="voucher-amount">
                <Money value={line.amount} />
              </td>
              <td className="voucher-amount">
                <Money value={fen((wanted(line) ?? line.amount) - line.amount)} blankZero />
              </td>
              <td className="budget-after">
                <MoneyInput
                  aria-label={`${line.name}调整后`}
                  value={wanted(line)}
                  onChange={(value) => setAfter((before) => new Map(before).set(line.key, value))}
                />
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <SumRow name="收入总计" lines={lines.filter((line) => line.income)} wanted={wanted} />
          <SumRow name="支出合计" lines={lines.filter((line) => !line.income)} wanted={wanted} />
        </tfoot>
      </table>
      {adding ? (
        <FormField label="要追加的科目">
          <AccountPicker
            autoFocus
            classes={['income', 'expense']}
            value={undefined}
            onChange={(id, account) => {
              if (id === undefined || !account || lines.some((line) => line.key === id)) return;
              const { code, name, class: side } = account;
              setAdded((before) => [
                ...before,
                { key: id, accountId: id, code, name, income: side === 'income', amount: ZERO },
              ]);
              setAdding(false);
            }}
          />
        </FormField>
      ) : (
        <Button onClick={() => setAdding(true)}>追加一个科目</Button>
      )}
    </RecordDrawer>
  );
}

interface SumRowProps {
  name: string;
  lines: readonly Line[];
  wanted: (line: Line) => Fen | undefined;
}

function SumRow({ name, lines, wanted }: SumRowProps) {
  const now = sum(lines.map((line) => line.amount));
  const then = sum(lines.map((line) => wanted(line) ?? line.amount));
  return (
    <tr>
      <td />
      <td>{name}</td>
      {[now, fen(then - now), then].map((amount, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: before, change and after keep their places
        <td key={index} className="voucher-amount">
          <Money value={amount} />
        </td>
      ))}
    </tr>
  );
}

function problemOf(empty: Line | undefined, changed: readonly Line[]): string | undefined {
  if (empty) return `「${empty.name}」的调整后预算数没有填写。`;
  return changed.length === 0 ? '还没有一行的预算数有变化。' : undefined;
}

function linesOf(budget: Budget): Line[] {
  const heads = BUDGET_HEADS.map(
    (head): Line => ({
      key: head,
      head,
      code: '',
      name: BUDGET_HEAD_NAMES[head],
      income: true,
      amount: budget.heads.find((line) => line.head === head)?.amount ?? ZERO,
    }),
  );
  const lines = budget.lines
    .filter((line) => line.budgeted)
    .map(
      ({ accountId, code, name, direction, amount }): Line => ({
        key: accountId,
        accountId,
        code,
        name,
        income: direction === 'income',
        amount,
      }),
    );
  return [...heads, ...lines];
}

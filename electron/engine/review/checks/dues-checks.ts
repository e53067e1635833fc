import { monthsOfYear } from '#shared/calendar.ts';
import type { CheckResult } from '#shared/contract/review.ts';
import { fen, formatYuan } from '#shared/money.ts';
import type { Readable } from '../../database.ts';
import { leviedMonths } from '../../dues/commands.ts';
import { ACCOUNT } from '../../ledger/commands.ts';
import type { AuditFacts } from '../facts.ts';
import { bad, good, groupOf, monthSpans, nothingToCheck, type Outcome } from './result.ts';

const result = groupOf('会费');

/** 会费 against the ledger and within itself. */
export function checkDues(db: Readable, facts: AuditFacts): CheckResult[] {
  return [
    result('duesLedger', '会费实收与会费收入科目一致', ledger(facts)),
    result('duesLevies', '应收=实收+欠缴，实收都有收款记录', levies(facts)),
    result('duesMonths', '各月都已计提会费', months(db, facts)),
  ];
}

/** Turnover of 401 by vouchers that dues made, reversals taken off. */
export function duesOnLedger({ origins }: Pick<AuditFacts, 'origins'>): ReturnType<typeof fen> {
  const lines = origins.filter((line) => line.origin === 'dues' && line.accountId === ACCOUNT.duesIncome);
  return fen(lines.reduce((total, line) => total + line.credit - line.debit, 0));
}

function ledger(facts: AuditFacts): Outcome {
  const booked = duesOnLedger(facts);
  const { net } = facts.dues;
  if (booked === 0 && net === 0) return nothingToCheck('全年没有收会费');
  const text = `会费登记实收 ${formatYuan(net)} 元，会费凭证记入会费收入 ${formatYuan(booked)} 元`;
  if (booked === net) return good(text);
  return bad(
    `${text}，相差 ${formatYuan(fen(net - booked))} 元`,
    '请在「会费」的收缴批次里逐批对照凭证，并联系维护人员',
  );
}

function levies({ dues }: AuditFacts): Outcome {
  if (dues.levied === 0) return nothingToCheck('全年没有计提会费');
  const text = `应收 ${formatYuan(dues.levied)} 元，已收 ${formatYuan(dues.paid)} 元，欠缴 ${formatYuan(fen(dues.levied - dues.paid))} 元`;
  if (dues.unexplained === 0) return good(text);
  return bad(`${text}；收款记录与应收的冲抵相差 ${formatYuan(dues.unexplained)} 元`, '请联系维护人员核对收款记录');
}

function months(db: Readable, { year, periods }: AuditFacts): Outcome {
  const levied = new Set(leviedMonths(db, year).map(({ month }) => month));
  const closed = new Set(periods.filter(({ status }) => status === 'closed').map(({ month }) => month));
  const last = [...levied].at(-1) ?? '';
  const missing = monthsOfYear(year).filter((month) => !levied.has(month) && (month < last || closed.has(month)));
  if (missing.length === 0)
    return levied.size === 0 ? nothingToCheck('还没有计提过会费') : good(`已计提 ${levied.size} 个月`);
  return bad(`没有计提：${monthSpans(missing)}`, '按月收的请补提；按季、按半年或全年一次收的，请向经审会说明');
}

import { formatMonth, type Month, monthsOfYear } from '#shared/calendar.ts';
import type { CheckResult } from '#shared/contract/review.ts';
import { type Fen, fen, formatYuan } from '#shared/money.ts';
import type { Readable } from '../../database.ts';
import { duesByMonth, leviedMonths } from '../../dues/commands.ts';
import { ACCOUNT, originByMonth } from '../../ledger/commands.ts';
import type { AuditFacts } from '../facts.ts';
import { bad, good, groupOf, monthSpans, nothingToCheck, type Outcome } from './result.ts';

const result = groupOf('会费');

/** 会费 against the ledger and within itself. */
export function checkDues(db: Readable, facts: AuditFacts): CheckResult[] {
  return [
    result('duesLedger', '会费实收与会费收入科目逐月一致', ledger(db, facts)),
    result('duesLevies', '应收=实收+减免+欠缴，实收都有收款记录', levies(facts)),
    result('duesMonths', '各月都已计提会费', months(db, facts)),
  ];
}

/** Turnover of 401 by vouchers that dues made, reversals taken off. */
export function duesOnLedger({ origins }: Pick<AuditFacts, 'origins'>): ReturnType<typeof fen> {
  const lines = origins.filter((line) => line.origin === 'dues' && line.accountId === ACCOUNT.duesIncome);
  return fen(lines.reduce((total, line) => total + line.credit - line.debit, 0));
}

function ledger(db: Readable, facts: AuditFacts): Outcome {
  const booked = duesOnLedger(facts);
  const { net } = facts.dues;
  const apart = monthsApart(db, facts.year);
  if (booked === 0 && net === 0 && apart.length === 0) return nothingToCheck('全年没有收会费');
  const text = `会费登记实收 ${formatYuan(net)} 元（已减撤回和退费），会费凭证记入会费收入 ${formatYuan(booked)} 元`;
  if (booked === net && apart.length === 0) return good(`${text}，各月都一致`);
  const months = apart.map(({ month, difference }) => `${formatMonth(month)}相差 ${formatYuan(difference)} 元`);
  return bad(
    `${text}，相差 ${formatYuan(fen(net - booked))} 元：${months.join('，')}`,
    '请在「会费」的收缴批次和退费里逐笔对照凭证，并联系维护人员',
  );
}

/** The months in which what dues received is not what their vouchers put on 401. */
function monthsApart(db: Readable, year: number): { month: Month; difference: Fen }[] {
  const received = new Map(duesByMonth(db, year).map(({ month, amount }) => [month, amount]));
  const onLedger = originByMonth(db, year, { origin: 'dues', accountId: ACCOUNT.duesIncome });
  const booked = new Map(onLedger.map(({ month, amount }) => [month, amount]));
  return monthsOfYear(year)
    .map((month) => ({ month, difference: fen((received.get(month) ?? 0) - (booked.get(month) ?? 0)) }))
    .filter(({ difference }) => difference !== 0);
}

function levies({ dues }: AuditFacts): Outcome {
  if (dues.levied === 0) return nothingToCheck('全年没有计提会费');
  const waived = dues.waived === 0 ? '' : `，减免 ${formatYuan(dues.waived)} 元`;
  const owed = fen(dues.levied - dues.paid - dues.waived);
  const text = `应收 ${formatYuan(dues.levied)} 元，已收 ${formatYuan(dues.paid)} 元${waived}，欠缴 ${formatYuan(owed)} 元`;
  if (dues.unexplained !== 0)
    return bad(`${text}；收款记录与应收的冲抵相差 ${formatYuan(dues.unexplained)} 元`, '请联系维护人员核对收款记录');
  if (dues.waivedUnexplained !== 0)
    return bad(`${text}；减免记录与应收相差 ${formatYuan(dues.waivedUnexplained)} 元`, '请联系维护人员核对减免记录');
  if (dues.receiptsUnexplained !== 0)
    return bad(
      `${text}；收款、退费与它们的去向相差 ${formatYuan(dues.receiptsUnexplained)} 元`,
      '请联系维护人员核对收款记录',
    );
  return good(text);
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

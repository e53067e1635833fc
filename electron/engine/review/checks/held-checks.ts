import type { CheckResult } from '#shared/contract/review.ts';
import { fen, formatYuan } from '#shared/money.ts';
import type { Readable } from '../../database.ts';
import { drivesHolding } from '../../visits/commands.ts';
import { type AuditFacts, closingOf } from '../facts.ts';
import { bad, good, groupOf, named, nothingToCheck, type Outcome } from './result.ts';

const result = groupOf('慰问');
/** 代管经费 of the chart that ships; premiums and donations stand there unless the union says otherwise. */
const HELD_ACCOUNT = '2021:221';

/** Money that only passes through: premiums, payouts of insurance, donations. */
export function checkHeld(db: Readable, facts: AuditFacts): CheckResult[] {
  return [
    result('heldMoney', '代收的保费和捐款都在代管经费里', money(facts)),
    result('insurancePassedOn', '代收的保费和互助金都已付出', insurance(facts)),
    result('donationsHanded', '捐款都已转交', donations(db, facts)),
  ];
}

function money(facts: AuditFacts): Outcome {
  const { premiums, claims, donations: gifts } = facts.visits.held;
  const held = fen(premiums + claims + gifts);
  const used = facts.origins.some((line) => line.origin === 'visits' && line.class === 'liability');
  if (held === 0 && !used) return nothingToCheck('全年没有代收保费和捐款');
  const balance = closingOf(facts, HELD_ACCOUNT);
  const text = `保费 ${formatYuan(premiums)} 元，互助金 ${formatYuan(claims)} 元，捐款 ${formatYuan(gifts)} 元，代管经费年末余额 ${formatYuan(balance)} 元`;
  if (balance === held) return good(text);
  // other money may be entrusted to the union by hand; less than what is held means that it was used for something else
  if (balance > held) return good(`${text}，其中 ${formatYuan(fen(balance - held))} 元是手工登记的其他代管`);
  return bad(`${text}，少 ${formatYuan(fen(held - balance))} 元`, '请逐笔核对代管经费，代管的钱不能挪作他用');
}

function insurance({ visits }: AuditFacts): Outcome {
  const { premiums, claims } = visits.held;
  if (premiums === 0 && claims === 0) return good('没有收了没付的保费和互助金');
  const open = [
    ...(premiums === 0 ? [] : [`保费 ${formatYuan(premiums)} 元`]),
    ...(claims === 0 ? [] : [`互助金 ${formatYuan(claims)} 元`]),
  ];
  return bad(`收了还没有付出：${open.join('、')}`, '请付给主办方或本人，多收的退回');
}

function donations(db: Readable, { year }: AuditFacts): Outcome {
  const open = drivesHolding(db, year).map(({ name, left }) => `${name} ${formatYuan(left)} 元`);
  if (open.length === 0) return good('没有收了没转交的捐款');
  return bad(`还没有转交：${named(open, '次')}`, '请转交接收单位，收据附在凭证上');
}

import type { CheckResult } from '#shared/contract/review.ts';
import { type Fen, fen, formatYuan } from '#shared/money.ts';
import type { Readable } from '../../database.ts';
import { barredVisits, overStandards } from '../../visits/commands.ts';
import type { AuditFacts } from '../facts.ts';
import { expectedExpense } from '../visit-summary.ts';
import { checkHeld } from './held-checks.ts';
import { bad, good, groupOf, named, nothingToCheck, type Outcome } from './result.ts';

const result = groupOf('慰问');

/** 慰问: every yuan on a list, in a voucher, within the standards, signed for. */
export function checkVisits(db: Readable, facts: AuditFacts): CheckResult[] {
  const { visits } = facts;
  const outcome = (judge: () => Outcome) =>
    visits.lines === 0 && visits.vouchers.size === 0 ? nothingToCheck('全年没有慰问') : judge();
  return [
    result(
      'visitVouchers',
      '慰问都有凭证，凭证金额等于名单合计',
      outcome(() => vouchers(facts)),
    ),
    result(
      'visitLedger',
      '慰问合计与支出科目一致',
      outcome(() => ledger(facts)),
    ),
    result(
      'visitSigned',
      '慰问都已签收',
      outcome(() => signed(facts)),
    ),
    result(
      'visitStandards',
      '超标准的慰问有审批依据',
      outcome(() => standards(db, facts)),
    ),
    result(
      'visitForms',
      '慰问形式符合规定',
      outcome(() => forms(db, facts)),
    ),
    result(
      'visitPapers',
      '慰问的证明材料齐全',
      outcome(() => papers(facts)),
    ),
    result(
      'visitResolutions',
      '节日慰问名单都有集体决议',
      outcome(() => resolutions(facts)),
    ),
    ...checkHeld(db, facts),
  ];
}

/** Expenses that visits booked, reversals within the year taken off, those of earlier years left out. */
export function visitsOnLedger({ origins }: Pick<AuditFacts, 'origins'>): Fen {
  const lines = origins.filter((line) => line.origin === 'visits' && line.class === 'expense');
  return fen(lines.reduce((total, line) => total + line.debit - line.credit - line.earlier, 0));
}

function vouchers({ visits }: AuditFacts): Outcome {
  const wrong = [
    ...visits.orphans.map((name) => `${name} 找不到凭证`),
    ...visits.mismatched.map(
      (pair) => `${pair.number} 凭证 ${formatYuan(pair.voucher)} 元、名单 ${formatYuan(pair.lines)} 元`,
    ),
  ];
  if (wrong.length > 0) return bad(named(wrong, '处'), '请对照纸质签领表核对名单和凭证，并联系维护人员');
  return good(`${visits.vouchers.size} 张凭证、${visits.lines} 条名单逐张核对一致`);
}

function ledger(facts: AuditFacts): Outcome {
  const booked = visitsOnLedger(facts);
  const { total, fromStock, returned, others } = facts.visits;
  const expected = expectedExpense(facts.visits);
  const parts = [
    [`减从库存发放 `, fromStock],
    [`加未领退回 `, returned],
    [`加购入库存慰问品 `, others.bought],
    [`加互助保障工会承担 `, others.insurance],
  ] as const;
  const more = parts.filter(([, amount]) => amount !== 0).map(([label, amount]) => `${label}${formatYuan(amount)} 元`);
  const text = `名单合计 ${formatYuan(total)} 元，${more.length === 0 ? '' : `${more.join('，')}，`}慰问凭证记入支出 ${formatYuan(booked)} 元`;
  if (booked === expected) return good(text);
  return bad(`${text}，相差 ${formatYuan(fen(expected - booked))} 元`, '请逐张对照慰问凭证和签领表');
}

function papers({ visits }: AuditFacts): Outcome {
  if (visits.withoutPapers === 0) return good('没有登记缺材料的');
  return bad(
    `缺材料：${named(visits.withoutPapersNames, '人次', visits.withoutPapers)}`,
    '请补齐证明材料，扫描后附在凭证上',
  );
}

function resolutions({ visits }: AuditFacts): Outcome {
  if (visits.bareLists.length === 0) return good('节日慰问名单都写明了集体决议');
  return bad(`没有写明集体决议：${named(visits.bareLists, '次')}`, '请补会议纪要，以后登记名单时选上');
}

function signed({ visits }: AuditFacts): Outcome {
  if (visits.unsigned === 0) return good(`${visits.counted} 人次都已签收`);
  return bad(
    `未签收：${named(visits.unsignedNames, '人次', visits.unsigned)}`,
    '请本人或代领人补签，再到「慰问」里登记签收',
  );
}

function standards(db: Readable, { year }: AuditFacts): Outcome {
  const over = overStandards(db, year);
  const bare = over.filter((line) => line.ground === '');
  if (bare.length > 0)
    return bad(
      `没有审批依据：${named(
        bare.map((line) => `${line.memberName} ${line.kindName}(${line.finding})`),
        '人次',
      )}`,
      '请补齐集体研究的会议纪要，说明超标准的原因；确属多发的应当退回',
    );
  return good(over.length === 0 ? '没有超标准的' : `超标准 ${over.length} 人次，都写明了审批依据`);
}

function forms(db: Readable, { year }: AuditFacts): Outcome {
  const barred = barredVisits(db, year).map(
    (line) => `${line.day} ${line.memberName} ${line.kindName} ${formatYuan(line.amount)} 元`,
  );
  if (barred.length === 0) return good('没有节日发现金等不允许的形式');
  return bad(`形式不合规定：${named(barred, '人次')}`, '按总工办发〔2017〕32号整改：年节只发实物或指定商家的提货券');
}

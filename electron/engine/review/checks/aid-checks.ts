import type { CheckResult } from '#shared/contract/review.ts';
import { type Fen, fen, formatYuan } from '#shared/money.ts';
import type { Readable } from '../../database.ts';
import { aidGaps, aidProcedureGaps, aidsOverLimit, aidsWithoutPapers } from '../../hardship/commands.ts';
import { ACCOUNT } from '../../ledger/commands.ts';
import type { AuditFacts } from '../facts.ts';
import { bad, good, groupOf, named, nothingToCheck, type Outcome } from './result.ts';

const result = groupOf('困难帮扶');

/** 困难帮扶: file first, then consent, decision, payment, signature; named by the file's number only. */
export function checkAids(db: Readable, facts: AuditFacts): CheckResult[] {
  const { aids } = facts;
  const outcome = (judge: () => Outcome) =>
    aids.lines === 0 && aids.vouchers.size === 0 ? nothingToCheck('全年没有帮扶款') : judge();
  return [
    result(
      'aidFiles',
      '先建档、后帮扶，同意书齐全',
      outcome(() => files(db, facts)),
    ),
    result(
      'aidProcedure',
      '帮扶以前已经公示、审批',
      outcome(() => procedure(db, facts)),
    ),
    result(
      'aidResolutions',
      '帮扶都有集体决议',
      outcome(() => decided(facts)),
    ),
    result(
      'aidLimits',
      '超限额的帮扶有审批依据',
      outcome(() => limits(db, facts)),
    ),
    result(
      'aidPapers',
      '帮扶凭证都有附件',
      outcome(() => papers(db, facts)),
    ),
    result(
      'aidSigned',
      '帮扶都已签收',
      outcome(() => signed(facts)),
    ),
    result(
      'aidVouchers',
      '帮扶记录与凭证逐笔一致',
      outcome(() => vouchers(facts)),
    ),
    result('aidLedger', '帮扶合计与困难职工帮扶支出一致', ledger(facts)),
  ];
}

/** What a feature other than hardship booked on 困难职工帮扶支出, and what hardship did; reversals taken off. */
export function aidsOnLedger({ origins }: Pick<AuditFacts, 'origins'>): { byAids: Fen; otherwise: Fen } {
  const lines = origins.filter((line) => line.accountId === ACCOUNT.hardshipAid && line.origin !== 'closing');
  const net = (own: boolean) =>
    fen(
      lines
        .filter((line) => (line.origin === 'hardship') === own)
        .reduce((total, line) => total + line.debit - line.credit - line.earlier, 0),
    );
  return { byAids: net(true), otherwise: net(false) };
}

function files(db: Readable, { year, aids }: AuditFacts): Outcome {
  const gaps = aidGaps(db, year).map((gap) => {
    const problem = gap.openedDay > gap.day ? `建档 ${gap.openedDay} 晚于帮扶` : '告知同意书缺失或晚于帮扶';
    return `${gap.fileNumber} ${gap.day}(${problem})`;
  });
  if (gaps.length === 0) return good(`${aids.files} 户、${aids.counted} 笔，都先建档并签了告知同意书`);
  return bad(named(gaps, '笔'), '请补签告知同意书并在档案里登记日期，建档晚的写明原因');
}

function procedure(db: Readable, { year, aids }: AuditFacts): Outcome {
  const gaps = aidProcedureGaps(db, year).map(({ fileNumber, day, noticed, decided: approved }) => {
    const lacking = [...(noticed ? [] : ['公示']), ...(approved ? [] : ['审批'])];
    return `${fileNumber} ${day}(没有${lacking.join('、')}记录)`;
  });
  if (gaps.length === 0) return good(`${aids.counted} 笔都在公示、审批以后发放`);
  return bad(named(gaps, '笔'), '确实办过的，请在「建档办理」里按原件补录；没有办的写明原因');
}

function limits(db: Readable, { year }: AuditFacts): Outcome {
  const over = aidsOverLimit(db, year);
  const bare = over.filter(({ approved }) => !approved);
  if (bare.length > 0)
    return bad(
      `没有审批依据：${named(
        bare.map(
          (line) =>
            `${line.fileNumber} ${line.day}(${line.shape === 'perTime' ? '每人次' : '每人每年'}不超过 ${formatYuan(line.limit)} 元)`,
        ),
        '笔',
      )}`,
      '请补齐集体研究的会议纪要，说明超限额的原因；确属多发的应当退回',
    );
  const paid = new Set(over.map((line) => `${line.fileNumber} ${line.day}`)).size;
  return good(paid === 0 ? '没有超限额的' : `超限额 ${paid} 笔，都写明了审批依据`);
}

function papers(db: Readable, { year, aids }: AuditFacts): Outcome {
  const bare = aidsWithoutPapers(db, year);
  if (bare.length === 0) return good(`${aids.counted} 笔的凭证都有附件`);
  return bad(named(bare, '笔'), '请补齐签领表、付款单据和会议纪要，再改凭证的附件张数');
}

function decided({ aids }: AuditFacts): Outcome {
  if (aids.undecided.length === 0) return good(`${aids.counted} 笔都有集体决议`);
  return bad(`没有决议：${named(aids.undecided, '笔')}`, '请补开会议并登记集体决议');
}

function signed({ aids }: AuditFacts): Outcome {
  if (aids.unsigned.length === 0) return good(`${aids.counted} 笔都已签收`);
  return bad(`未签收：${named(aids.unsigned, '笔')}`, '请本人补签，再到「困难帮扶」里登记签收');
}

function vouchers({ aids }: AuditFacts): Outcome {
  if (aids.mismatched.length === 0) return good(`${aids.vouchers.size} 张凭证逐笔核对一致`);
  return bad(`对不上：${named(aids.mismatched, '笔')}`, '请对照纸质凭证核对，并联系维护人员');
}

function ledger(facts: AuditFacts): Outcome {
  const { byAids, otherwise } = aidsOnLedger(facts);
  const { total } = facts.aids;
  if (total === 0 && byAids === 0 && otherwise === 0) return nothingToCheck('全年没有困难职工帮扶支出');
  const text = `帮扶登记 ${formatYuan(total)} 元，帮扶凭证记入困难职工帮扶支出 ${formatYuan(byAids)} 元`;
  if (total !== byAids) return bad(`${text}，相差 ${formatYuan(fen(total - byAids))} 元`, '请逐笔对照帮扶记录和凭证');
  if (otherwise !== 0)
    return bad(
      `${text}；另有 ${formatYuan(otherwise)} 元没有经过「困难帮扶」登记，查不到发给谁`,
      '帮扶要实名：请把这些支出冲销后，在「困难帮扶」里按档案逐笔登记',
    );
  return good(text);
}

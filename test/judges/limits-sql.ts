import type { Question } from './giving-sql.ts';

// The limits by which visits and aids were judged, computed a second time by the sqlite3 shell from the limits and the rows alone.

const REVERSED = (voucher: string) => `EXISTS (SELECT 1 FROM vouchers AS undo WHERE undo.reverses_id = ${voucher})`;
const COUNTS = `
  NOT ${REVERSED('visits.voucher_id')} AND NOT EXISTS (SELECT 1 FROM visit_returns AS back WHERE back.visit_id = visits.id)`;

/** Limits in force on the day of a visit; one for the visit's case stands instead of the same one without a case. */
const UNDER = `
  SELECT visits.rowid AS entered, visits.member_id, visits.kind_id, visits.amount, visits.approval_ground, visits.day, rule.id AS rule_id, rule.shape,
         rule.amount AS most
  FROM visits JOIN visit_limit_kinds AS scope ON scope.kind_id = visits.kind_id JOIN visit_limits AS rule ON rule.id = scope.limit_id
  WHERE ${COUNTS} AND rule.shape IN ('perTime', 'perYear')
    AND visits.day BETWEEN rule.from_day AND coalesce(rule.last_day, '9999-12-31') AND rule.case_name IN ('', visits.case_name)
    AND NOT (rule.case_name = '' AND EXISTS (
      SELECT 1 FROM visit_limits AS closer JOIN visit_limit_kinds AS own ON own.limit_id = closer.id
      WHERE closer.level = rule.level AND closer.shape = rule.shape AND closer.case_name <> '' AND closer.case_name = visits.case_name
        AND own.kind_id = visits.kind_id AND visits.day BETWEEN closer.from_day AND coalesce(closer.last_day, '9999-12-31')))`;
/** What a member had under a limit in the year, in the order in which it was entered. */
const OVER = `
  SELECT * FROM (
    SELECT *, iif(shape = 'perTime', amount,
                  sum(amount) OVER (PARTITION BY rule_id, member_id, substr(day, 1, 4) ORDER BY entered)) AS reached FROM (${UNDER}))
  WHERE reached > most`;
const AIDS_OVER = `
  SELECT * FROM (
    SELECT aids.approval_ground, rule.amount AS most,
           iif(rule.shape = 'perTime', aids.amount,
               sum(aids.amount) OVER (PARTITION BY rule.id, aids.file_id, substr(aids.day, 1, 4) ORDER BY aids.rowid)) AS reached
    FROM aids JOIN aid_limits AS rule ON rule.kind IN ('', aids.kind)
      AND aids.day >= rule.from_day AND aids.day <= coalesce(rule.last_day, '9999-12-31')
    WHERE NOT ${REVERSED('aids.voucher_id')}
      AND NOT EXISTS (SELECT 1 FROM aid_limits AS later WHERE later.kind = rule.kind AND later.shape = rule.shape
                        AND later.from_day > rule.from_day AND later.from_day <= aids.day))
  WHERE reached > most`;

/** Over a limit only with a ground of approval: by the time, and by the year in the order in which it was entered. */
export const LIMITS: readonly Question[] = [
  {
    name: 'no visit passes a limit a time or a year without a ground of approval',
    apart: `SELECT count(*) FROM (${OVER}) WHERE approval_ground = ''`,
    // those over with a ground are told apart from those within, and both shapes are there
    seen: `SELECT min((SELECT count(*) FROM (${OVER})), (SELECT count(*) FROM (${UNDER}) WHERE shape = 'perTime'),
                (SELECT count(*) FROM (${UNDER}) WHERE shape = 'perYear'))`,
    touches: [
      "UPDATE visits SET approval_ground = '' WHERE approval_ground <> ''",
      "UPDATE visits SET amount = 100001 WHERE rowid = (SELECT max(rowid) FROM visits WHERE kind_id = 'hospital')",
      "UPDATE visit_limits SET amount = 36900 WHERE shape = 'perYear' AND id IN (SELECT limit_id FROM visit_limit_kinds WHERE kind_id = 'festival')",
    ],
  },
  {
    name: 'no aid passes a limit a time or a year without a ground of approval',
    apart: `SELECT count(*) FROM (${AIDS_OVER}) WHERE approval_ground = ''`,
    seen: 'SELECT min((SELECT count(*) FROM aids), (SELECT count(*) FROM aid_limits))',
    touches: [
      'UPDATE aids SET amount = 300001 WHERE rowid = (SELECT max(rowid) FROM aids)',
      "UPDATE aid_limits SET amount = 300000 WHERE shape = 'perYear'",
    ],
  },
];

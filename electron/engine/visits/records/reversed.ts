/** True in SQL where the visit's voucher was not reversed (红字冲销). */
export const NOT_REVERSED =
  'NOT EXISTS (SELECT 1 FROM vouchers AS reversal WHERE reversal.reverses_id = visits.voucher_id)';

/** True in SQL where the visit went back into stock because nobody fetched it (未领退回). */
export const RETURNED = 'EXISTS (SELECT 1 FROM visit_returns WHERE visit_returns.visit_id = visits.id)';

/** True in SQL where a visit counts in sums and standards: neither reversed nor returned. */
export const COUNTS = `${NOT_REVERSED} AND NOT ${RETURNED}`;

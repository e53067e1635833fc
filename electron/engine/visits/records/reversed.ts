/** True in SQL where the visit's voucher was not reversed (红字冲销): only such visits count in sums and standards. */
export const NOT_REVERSED =
  'NOT EXISTS (SELECT 1 FROM vouchers AS reversal WHERE reversal.reverses_id = visits.voucher_id)';

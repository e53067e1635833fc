import { type Fen, formatYuan } from '#shared/money.ts';

interface MoneyProps {
  value: Fen | undefined;
  /** Shows nothing instead of 0.00 (ledger columns). */
  blankZero?: boolean;
  strong?: boolean;
}

/** An amount as the books show it: `1,234.50`, tabular figures, red when negative (红字). */
export function Money({ value, blankZero = false, strong = false }: MoneyProps) {
  if (value === undefined || (blankZero && value === 0)) return null;
  const classes = ['money', value < 0 ? 'money-red' : '', strong ? 'money-strong' : ''];
  return <span className={classes.filter(Boolean).join(' ')}>{formatYuan(value)}</span>;
}

import type { VerdictTone } from '#renderer/components/Verdict.tsx';
import type { DuesBatchRow, LevyRow, PayrollVerdict } from '#shared/contract/dues.ts';

// The words and colours of dues, one place for all their lists.

export const LEVY_STATES: Readonly<Record<LevyRow['state'], { label: string; tone: VerdictTone }>> = {
  owed: { label: '未缴', tone: 'amber' },
  part: { label: '缴了一部分', tone: 'amber' },
  paid: { label: '已缴', tone: 'teal' },
};

export const BATCH_KINDS: Readonly<Record<DuesBatchRow['kind'], string>> = {
  payroll: '工资代扣',
  cash: '现金',
  bank: '银行转账',
};

/** In the order in which somebody has to look at them. */
export const PAYROLL_WORDS: readonly { verdict: PayrollVerdict; label: string; tone: VerdictTone }[] = [
  { verdict: 'paid', label: '足额', tone: 'teal' },
  { verdict: 'short', label: '少扣', tone: 'amber' },
  { verdict: 'over', label: '多扣', tone: 'amber' },
  { verdict: 'notInList', label: '不在名单', tone: 'amber' },
  { verdict: 'notLevied', label: '未计提', tone: 'amber' },
  { verdict: 'alreadyPaid', label: '已缴清', tone: 'neutral' },
  { verdict: 'unknown', label: '查无此人', tone: 'red' },
  { verdict: 'mismatch', label: '姓名不符', tone: 'red' },
  { verdict: 'problem', label: '有问题', tone: 'red' },
  { verdict: 'total', label: '合计行', tone: 'neutral' },
];

/** 50 basis points -> `0.5%`. */
export function percentText(basisPoints: number): string {
  const digits = String(basisPoints).padStart(3, '0');
  const decimals = digits.slice(-2).replace(/0+$/, '');
  return `${digits.slice(0, -2)}${decimals === '' ? '' : `.${decimals}`}%`;
}

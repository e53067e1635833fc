import type { CheckResult } from '#shared/contract/review.ts';

export interface YearChoice {
  year: number;
  vouchers: number;
  closedMonths: number;
}

/** The year that is asked about first: the newest one closed to its end, for that is what gets audited; else the newest. */
export function firstYear(years: readonly YearChoice[]): number | undefined {
  return (years.find(({ closedMonths }) => closedMonths === 12) ?? years[0])?.year;
}

/** `2026 年 122 张凭证,已结账 2 个月;自查 30 项通过,3 项需说明` */
export function stateOf(choice: YearChoice, checks: readonly CheckResult[] | undefined): string {
  const { year, vouchers, closedMonths } = choice;
  const closed = closedMonths === 12 ? '各月已结账' : `已结账 ${closedMonths} 个月`;
  const books = `${year} 年 ${vouchers} 张凭证，${closed}`;
  if (!checks) return books;
  const { passed, failed } = countsOf(checks);
  return `${books}；自查 ${passed} 项通过，${failed === 0 ? '没有需说明的' : `${failed} 项需说明`}`;
}

export function countsOf(checks: readonly CheckResult[]): { passed: number; failed: number } {
  return {
    passed: checks.filter(({ state }) => state === 'passed').length,
    failed: checks.filter(({ state }) => state === 'failed').length,
  };
}

/** The checks by their groups: groups and lines that need somebody come first, else in the order they came. */
export function groupsOf(checks: readonly CheckResult[]): { group: string; checks: CheckResult[] }[] {
  const groups: { group: string; checks: CheckResult[] }[] = [];
  for (const check of checks) {
    const open = groups.at(-1);
    if (open?.group === check.group) open.checks.push(check);
    else groups.push({ group: check.group, checks: [check] });
  }
  const rank = (own: readonly CheckResult[]) => (own.some(({ state }) => state === 'failed') ? 0 : 1);
  for (const { checks: own } of groups) own.sort((a, b) => rank([a]) - rank([b]));
  return groups.sort((a, b) => rank(a.checks) - rank(b.checks));
}

/** An instant as the office clock showed it, to the minute. */
export function officeTime(at: string): string {
  const time = new Date(at);
  const two = (value: number) => String(value).padStart(2, '0');
  const day = `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())}`;
  return `${day} ${two(time.getHours())}:${two(time.getMinutes())}`;
}

/** `12.4 MB`, `31 KB` */
export function sizeOf(bytes: number): string {
  return bytes >= 1_000_000 ? `${(bytes / 1_000_000).toFixed(1)} MB` : `${Math.max(1, Math.round(bytes / 1000))} KB`;
}

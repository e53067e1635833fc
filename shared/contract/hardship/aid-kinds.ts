/** What families are given money for (rules.md 4.4). */
export const AID_KINDS = ['living', 'medical', 'schooling', 'legal', 'training', 'placement'] as const;
export type AidKind = (typeof AID_KINDS)[number];
/** What aid is booked on: 困难职工帮扶支出. */
export const AID_ACCOUNT = '2021:50404';
export const AID_KIND_NAMES: Readonly<Record<AidKind, string>> = {
  living: '生活救助',
  medical: '医疗救助',
  schooling: '子女助学',
  legal: '法律援助',
  training: '职业培训',
  placement: '职业介绍',
};

/** Where the money of an aid comes from (送温暖资金 six sources, rules.md 4.3). */
export const AID_SOURCES = ['own', 'upper', 'finance', 'donation', 'administration', 'other'] as const;
export type AidSource = (typeof AID_SOURCES)[number];
export const AID_SOURCE_NAMES: Readonly<Record<AidSource, string>> = {
  own: '本级工会',
  upper: '上级工会',
  finance: '财政',
  donation: '社会捐助',
  administration: '行政拨付',
  other: '其他',
};

/** The source that the words of a fund's origin speak of (`上级工会拨入`, `财政专项`). */
export function sourceOfOrigin(origin: string): AidSource {
  if (origin.includes('财政')) return 'finance';
  if (/上级|总工会|省工会|市工会|区工会|产业工会/.test(origin)) return 'upper';
  if (origin.includes('捐')) return 'donation';
  if (/行政|单位|公司|学校/.test(origin)) return 'administration';
  return 'other';
}

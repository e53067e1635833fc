import { formatMonth } from '#shared/calendar.ts';
import { type MemberFilter, memberFilter, RETAINED_KIND_NAMES, SEX_NAMES } from '#shared/contract/members.ts';

/** Everybody. */
export const NO_FILTER: MemberFilter = memberFilter.parse({});

/** Whether two filters ask the same. */
export function sameFilter(a: MemberFilter, b: MemberFilter): boolean {
  return JSON.stringify(askedOf(a)) === JSON.stringify(askedOf(b));
}

export function isFiltered(filter: MemberFilter): boolean {
  return !sameFilter(filter, NO_FILTER);
}

/** What a filter asks, in one order, without what it does not ask. */
function askedOf(filter: MemberFilter): [string, unknown][] {
  return Object.entries(filter)
    .filter(([, value]) => value !== undefined && value !== false && value !== '' && !isEmptyList(value))
    .map(([key, value]): [string, unknown] => [key, Array.isArray(value) ? value.toSorted() : value])
    .sort(([a], [b]) => (a < b ? -1 : 1));
}
const isEmptyList = (value: unknown) => Array.isArray(value) && value.length === 0;

/** One condition as people read it, and what takes it away. */
export interface Condition {
  text: string;
  without: Partial<MemberFilter>;
}

/**
 * The conditions of a filter that have no field of their own above the list.
 * @param titles of the union's own fields, by id
 */
export function conditionsOf(filter: MemberFilter, titles: ReadonlyMap<string, string>): Condition[] {
  const { sex, birthMonth, retained } = filter;
  const words = (name: string, values: readonly string[]) =>
    `${name}：${values.map((value) => value || '未填').join('、')}`;
  const all: (Condition | false)[] = [
    sex !== undefined && { text: SEX_NAMES[sex], without: { sex: undefined } },
    ages(filter),
    birthMonth !== undefined && {
      text: birthMonth === 'this' ? '本月生日' : `${birthMonth} 月生日`,
      without: { birthMonth: undefined },
    },
    filter.political.length > 0 && { text: words('政治面貌', filter.political), without: { political: [] } },
    filter.education.length > 0 && { text: words('学历', filter.education), without: { education: [] } },
    filter.employment.length > 0 && { text: words('职工类型', filter.employment), without: { employment: [] } },
    filter.marital.length > 0 && { text: words('婚姻状况', filter.marital), without: { marital: [] } },
    filter.singleParent && { text: '单亲', without: { singleParent: false } },
    retained !== undefined && { text: `因${RETAINED_KIND_NAMES[retained]}保留会籍`, without: { retained: undefined } },
    filter.withoutIdNumber && { text: '没有身份证号', without: { withoutIdNumber: false } },
    filter.withoutPhone && { text: '没有电话', without: { withoutPhone: false } },
    joining(filter),
    ...filter.answers.map((answer) => ({
      text: `${titles.get(answer.fieldId) ?? '自定栏目'}：${answer.value}`,
      without: { answers: filter.answers.filter((other) => other !== answer) },
    })),
  ];
  return all.filter((condition) => condition !== false);
}

function ages({ ageFrom, ageTo }: MemberFilter): Condition | false {
  const without = { ageFrom: undefined, ageTo: undefined };
  if (ageFrom !== undefined && ageTo !== undefined) return { text: `${ageFrom} 至 ${ageTo} 岁`, without };
  if (ageFrom !== undefined) return { text: `${ageFrom} 岁及以上`, without };
  return ageTo !== undefined && { text: `${ageTo} 岁及以下`, without };
}

function joining({ joinedFrom, joinedTo }: MemberFilter): Condition | false {
  const without = { joinedFrom: undefined, joinedTo: undefined };
  if (joinedFrom !== undefined && joinedTo !== undefined)
    return { text: `${formatMonth(joinedFrom)}至${formatMonth(joinedTo)}入会`, without };
  if (joinedFrom !== undefined) return { text: `${formatMonth(joinedFrom)}起入会`, without };
  return joinedTo !== undefined && { text: `${formatMonth(joinedTo)}及以前入会`, without };
}

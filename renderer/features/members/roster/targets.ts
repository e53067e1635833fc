import { PARTICULAR_FIELDS } from '#shared/contract/members/registration.ts';
import {
  type FileColumn,
  MAX_ITEM_NAME,
  ROSTER_FIELD_NAMES,
  ROSTER_FIELDS,
  type RosterPreview,
  type RosterTarget,
  type WageTarget,
} from '#shared/contract/members.ts';

/** A group of choices, as a `Select` takes them. */
export interface TargetGroup<Target extends string> {
  label: string;
  options: { value: Target; label: string }[];
}

const isParticular = (field: string) => PARTICULAR_FIELDS.some((particular) => particular === field);
const FIELD_CHOICES = ROSTER_FIELDS.map((field) => ({ value: field, label: ROSTER_FIELD_NAMES[field] }));
const RECORD = FIELD_CHOICES.filter(({ value }) => !isParticular(value));
const FORM = FIELD_CHOICES.filter(({ value }) => isParticular(value));

/** What a column of a roster may be taken in as. */
export function rosterTargets(
  { index, title }: FileColumn<RosterTarget>,
  { ownFields }: RosterPreview,
  mapping: Readonly<Record<string, RosterTarget>>,
): TargetGroup<RosterTarget>[] {
  const taken = mapping[String(index)];
  const item = itemTitle(title);
  const items = new Set([...(item === '' ? [] : [item]), ...(taken?.startsWith('wage:') ? [taken.slice(5)] : [])]);
  const wages = items.size === 0 ? [] : [{ label: '工资', options: [...items].map(itemChoice) }];
  const isWage = /工资|津贴|补贴|绩效|薪/.test(title);
  return [
    ...(isWage ? wages : []),
    { label: '会员资料', options: RECORD },
    { label: '登记表', options: FORM },
    ...(ownFields.length === 0
      ? []
      : [
          {
            label: '自定栏目',
            options: ownFields.map(({ id, title: label }) => ({ value: `own:${id}` as const, label })),
          },
        ]),
    ...(isWage ? [] : wages),
  ];
}

/** What a column of a wage list may be taken in as: items of the books first, then one named like the column. */
export function wageTargets(
  { index, title }: FileColumn<WageTarget>,
  known: readonly string[],
  mapping: Readonly<Record<string, WageTarget>>,
): TargetGroup<WageTarget>[] {
  const taken = mapping[String(index)];
  const item = itemTitle(title);
  const items = new Set([
    ...(item === '' ? [] : [item]),
    ...(taken?.startsWith('wage:') ? [taken.slice(5)] : []),
    '岗位工资',
    '薪级工资',
    ...known,
  ]);
  return [
    {
      label: '认人',
      options: [
        { value: 'number', label: '职工编号' },
        { value: 'name', label: '姓名' },
      ],
    },
    { label: '工资', options: [...items].map(itemChoice) },
  ];
}

const itemChoice = (item: string) => ({ value: `wage:${item}` as const, label: `工资项目：${item}` });

/** The lowest level of a title, without its unit: what the item is called. */
function itemTitle(title: string): string {
  const lowest = title.split('/').at(-1) ?? '';
  return lowest
    .replace(/[（([【][^）)\]】]*[）)\]】]/g, '')
    .trim()
    .slice(0, MAX_ITEM_NAME)
    .trim();
}

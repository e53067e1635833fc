import type { Day } from '#shared/calendar.ts';
import { PARTICULAR_FIELDS, type Particulars } from '#shared/contract/members/registration.ts';
import {
  type ChangeField,
  type FieldChange,
  MEMBER_STATUS_NAMES,
  ROSTER_FIELD_NAMES,
  SEX_NAMES,
  type Sex,
  type WageItem,
} from '#shared/contract/members.ts';
import { maskIdentityCard, maskPhone } from '#shared/mask.ts';
import { formatYuan } from '#shared/money.ts';
import type { KnownMember } from './people.ts';
import { nameOfTarget } from './roster-fields.ts';
import type { OwnFields, RosterDraft } from './roster-row.ts';

const TEXTS = ['name', 'number', 'phone', 'ethnicity', 'political', 'education', 'note'] as const;

/** New values of a member, only those that differ. Blank cells of a roster never erase what is known. */
export interface RosterChanges {
  texts: Partial<Record<(typeof TEXTS)[number], string>>;
  joined?: string;
  /** Identity number, sex and birthday are one fact. */
  identity?: true;
  /** Of somebody without an identity number. */
  sex?: Sex;
  birthday?: Day;
  group?: string;
  wages?: WageItem[];
  particulars?: Partial<Particulars>;
  own?: Record<string, string>;
  /** Set when the roster says that an active member has retired. No other status is ever changed by a roster. */
  retained?: true;
}

/** What a row would change of a member. */
export function changesOf(member: KnownMember, draft: RosterDraft): RosterChanges {
  const texts: RosterChanges['texts'] = {};
  for (const field of ['name', 'phone', 'ethnicity', 'political', 'education', 'note'] as const)
    if (draft[field] !== '' && draft[field] !== member[field]) texts[field] = draft[field];
  if (draft.number !== '' && !sameNumber(draft.number, member.number)) texts.number = draft.number;
  const { joined } = draft;
  const joinedKnown = joined === '' || member.joined === joined || member.joined.startsWith(`${joined}-`);
  const wages = draft.wages.filter(({ item, amount }) =>
    member.wages.every((known) => known.item !== item || known.amount !== amount),
  );
  return {
    texts,
    ...(joinedKnown ? {} : { joined }),
    ...identityChanges(member, draft),
    ...(draft.group === '' || draft.group === member.group_name ? {} : { group: draft.group }),
    ...(wages.length === 0 ? {} : { wages }),
    ...registrationChanges(member, draft),
    ...(draft.retired !== '' && member.status === 'active' ? { retained: true } : {}),
  };
}

function identityChanges(
  member: KnownMember,
  draft: RosterDraft,
): Pick<RosterChanges, 'identity' | 'sex' | 'birthday'> {
  const { idNumber, sex, birthday } = draft;
  if (idNumber !== '') {
    const known = member.id_number === idNumber && member.birthday === birthday && member.sex === sex;
    return known ? {} : { identity: true };
  }
  // what an identity number says stands over what a roster without one says
  if (member.id_number !== '') return {};
  return {
    ...(sex === undefined || sex === member.sex ? {} : { sex }),
    ...(birthday === undefined || birthday === member.birthday ? {} : { birthday }),
  };
}

function registrationChanges(member: KnownMember, draft: RosterDraft): Pick<RosterChanges, 'particulars' | 'own'> {
  const particulars: Partial<Particulars> = {};
  let differs = false;
  for (const field of PARTICULAR_FIELDS) {
    const value = draft.particulars[field];
    if (value === undefined || value === (member.particulars?.[field] ?? (field === 'singleParent' ? false : '')))
      continue;
    Object.assign(particulars, { [field]: value });
    differs = true;
  }
  const own = Object.entries(draft.own).filter(([field, value]) => member.own?.[field] !== value);
  return {
    ...(differs ? { particulars } : {}),
    ...(own.length === 0 ? {} : { own: Object.fromEntries(own) }),
  };
}

/** `1` and `0001` are one number: a spreadsheet drops the zeros in front. */
export function sameNumber(written: string, known: string): boolean {
  const bare = (text: string) => (/^\d+$/.test(text) ? text.replace(/^0+(?=\d)/, '') : text);
  return bare(written) === bare(known);
}

/** The changes without those that the person leaves out. */
export function withoutFields(changes: RosterChanges, out: (field: ChangeField) => boolean): RosterChanges {
  const { texts, joined, identity, sex, birthday, group, wages, particulars, own, retained } = changes;
  const kept = wages?.filter(({ item }) => !out(wageField(item))) ?? [];
  const keptParticulars = { ...particulars };
  for (const field of PARTICULAR_FIELDS) if (out(field)) delete keptParticulars[field];
  const keptOwn = Object.fromEntries(Object.entries(own ?? {}).filter(([field]) => !out(`own:${field}`)));
  const keptTexts: RosterChanges['texts'] = {};
  for (const field of TEXTS) {
    const value = texts[field];
    if (value !== undefined && !out(field)) keptTexts[field] = value;
  }
  return {
    texts: keptTexts,
    ...(joined === undefined || out('joined') ? {} : { joined }),
    ...(identity && !out('idNumber') ? { identity } : {}),
    ...(sex === undefined || out('sex') ? {} : { sex }),
    ...(birthday === undefined || out('birthday') ? {} : { birthday }),
    ...(group === undefined || out('group') ? {} : { group }),
    ...(kept.length === 0 ? {} : { wages: kept }),
    ...(Object.keys(keptParticulars).length === 0 ? {} : { particulars: keptParticulars }),
    ...(Object.keys(keptOwn).length === 0 ? {} : { own: keptOwn }),
    ...(retained && !out('membership') ? { retained } : {}),
  };
}

/** The field of a wage item: the two that every roster knows have their own. */
export function wageField(item: string): ChangeField {
  if (item === ROSTER_FIELD_NAMES.postWage) return 'postWage';
  return item === ROSTER_FIELD_NAMES.gradeWage ? 'gradeWage' : `wage:${item}`;
}

/** Value by value, in the order of the form. @param whole shows numbers and phones unmasked */
export function listChanges(
  member: KnownMember,
  draft: RosterDraft,
  changes: RosterChanges,
  { whole, ownFields }: { whole: boolean; ownFields: OwnFields },
): FieldChange[] {
  const list: FieldChange[] = [];
  const add = (field: ChangeField, before: string, after: string, name?: string) =>
    list.push({
      field,
      name: name ?? (field === 'membership' ? '会籍' : nameOfTarget(field, ownFields)),
      before,
      after,
    });
  const { texts } = changes;
  for (const field of ['name', 'number'] as const)
    if (texts[field] !== undefined) add(field, member[field], texts[field]);
  if (changes.identity) {
    const shown = (number: string) => (whole ? number : maskIdentityCard(number));
    if (member.id_number !== draft.idNumber) add('idNumber', shown(member.id_number), shown(draft.idNumber));
    if (member.sex !== draft.sex) add('idNumber', sexName(member.sex), sexName(draft.sex), '性别');
    if (member.birthday !== draft.birthday) add('idNumber', member.birthday ?? '', draft.birthday ?? '', '出生日期');
  }
  if (changes.sex !== undefined) add('sex', sexName(member.sex), sexName(changes.sex));
  if (changes.birthday !== undefined) add('birthday', member.birthday ?? '', changes.birthday);
  if (texts.phone !== undefined) {
    const shown = (phone: string) => (whole ? phone : maskPhone(phone));
    add('phone', shown(member.phone), shown(texts.phone));
  }
  for (const field of ['ethnicity', 'political', 'education', 'note'] as const)
    if (texts[field] !== undefined) add(field, member[field], texts[field]);
  if (changes.group !== undefined) add('group', member.group_name, changes.group);
  if (changes.joined !== undefined) add('joined', member.joined, changes.joined);
  for (const { item, amount } of changes.wages ?? []) {
    const known = member.wages.find((wage) => wage.item === item);
    add(wageField(item), known ? formatYuan(known.amount) : '', formatYuan(amount));
  }
  for (const field of PARTICULAR_FIELDS) {
    const value = changes.particulars?.[field];
    if (value !== undefined) add(field, particularText(member.particulars?.[field]), particularText(value));
  }
  for (const [field, value] of Object.entries(changes.own ?? {})) add(`own:${field}`, member.own?.[field] ?? '', value);
  if (changes.retained) add('membership', MEMBER_STATUS_NAMES[member.status], MEMBER_STATUS_NAMES.retained);
  return list;
}

const sexName = (sex: Sex | null | undefined) => (sex ? SEX_NAMES[sex] : '');
function particularText(value: string | boolean | undefined): string {
  return typeof value === 'boolean' ? (value ? '是' : '否') : (value ?? '');
}

/** What changes, by name; empty when nothing does. */
export function namesOfChanges(changes: RosterChanges, ownFields: OwnFields): string[] {
  const fields: ChangeField[] = [];
  for (const field of ['name', 'number'] as const) if (changes.texts[field] !== undefined) fields.push(field);
  if (changes.identity) fields.push('idNumber');
  if (changes.sex !== undefined) fields.push('sex');
  if (changes.birthday !== undefined) fields.push('birthday');
  for (const field of ['phone', 'ethnicity', 'political', 'education', 'note'] as const)
    if (changes.texts[field] !== undefined) fields.push(field);
  if (changes.group !== undefined) fields.push('group');
  if (changes.joined !== undefined) fields.push('joined');
  for (const { item } of changes.wages ?? []) fields.push(wageField(item));
  for (const field of PARTICULAR_FIELDS) if (changes.particulars?.[field] !== undefined) fields.push(field);
  for (const field of Object.keys(changes.own ?? {})) fields.push(`own:${field}`);
  if (changes.retained) fields.push('membership');
  return fields.map((field) => (field === 'membership' ? '会籍' : nameOfTarget(field, ownFields)));
}

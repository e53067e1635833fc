import type { Day, Month } from '#shared/calendar.ts';
import type { InputOf } from '#shared/contract/index.ts';
import type { FamilyMember, Particulars, Registration, ResumeLine } from '#shared/contract/members.ts';

/** What the sections of the form hold while somebody types. */
export interface RegistrationDraft {
  particulars: Particulars;
  /** Answers by own field; a field without one is not there, or ''. */
  values: Readonly<Record<string, string>>;
  family: readonly FamilyLine[];
  resume: readonly ResumeDraftLine[];
  photo: PhotoChange | undefined;
}
/** A photo that was chosen and is not saved yet, or the wish to have none. */
export type PhotoChange = { file: string; address: string } | 'remove';
export interface FamilyLine extends Omit<FamilyMember, 'birthday'> {
  key: number;
  birthday: Day | undefined;
}
export interface ResumeDraftLine {
  key: number;
  fromMonth: Month | undefined;
  toMonth: Month | undefined;
  content: string;
}

const NOTHING_KNOWN: Particulars = {
  cardNumber: '',
  nativePlace: '',
  employer: '',
  post: '',
  title: '',
  employment: '',
  workKind: '',
  householdKind: '',
  marital: '',
  singleParent: false,
  email: '',
  address: '',
  applied: '',
};

/** An empty form, or a registration as the form shows it. */
export function registrationDraftOf(registration: Registration | undefined): RegistrationDraft {
  return {
    particulars: registration?.particulars ?? NOTHING_KNOWN,
    values: registration?.values ?? {},
    family: (registration?.family ?? []).map(({ birthday, ...person }, key) => ({
      ...person,
      key,
      birthday: birthday === '' ? undefined : birthday,
    })),
    resume: (registration?.resume ?? []).map(({ fromMonth, toMonth, content }, key) => ({
      key,
      fromMonth: fromMonth === '' ? undefined : fromMonth,
      toMonth: toMonth === '' ? undefined : toMonth,
      content,
    })),
    photo: undefined,
  };
}

export function isRegistrationChanged(draft: RegistrationDraft, registration: Registration | undefined): boolean {
  const { photo, ...form } = draft;
  return photo !== undefined || JSON.stringify(form) !== JSON.stringify(withoutPhoto(registration));
}

function withoutPhoto(registration: Registration | undefined): Omit<RegistrationDraft, 'photo'> {
  const { photo: _, ...form } = registrationDraftOf(registration);
  return form;
}

export const emptyFamilyLine = (lines: readonly { key: number }[]): FamilyLine => ({
  key: nextKey(lines),
  name: '',
  relation: '',
  birthday: undefined,
  employer: '',
  phone: '',
});
export const emptyResumeLine = (lines: readonly { key: number }[]): ResumeDraftLine => ({
  key: nextKey(lines),
  fromMonth: undefined,
  toMonth: undefined,
  content: '',
});
const nextKey = (lines: readonly { key: number }[]) => 1 + Math.max(-1, ...lines.map(({ key }) => key));

const isBlankPerson = ({ key: _, ...person }: FamilyLine) =>
  Object.values(person).every((value) => value === undefined || value.trim() === '');
const isBlankLine = ({ fromMonth, toMonth, content }: ResumeDraftLine) =>
  fromMonth === undefined && toMonth === undefined && content.trim() === '';

/** A line that has something in it but lacks what makes it one would be refused, or lost without a word. */
export function problemInRegistration({ family, resume }: RegistrationDraft): string | undefined {
  const nameless = family.findIndex((person) => person.name.trim() === '' && !isBlankPerson(person));
  if (nameless >= 0) return `家庭成员第 ${nameless + 1} 行没有写姓名。`;
  const wordless = resume.findIndex((line) => line.content.trim() === '' && !isBlankLine(line));
  if (wordless >= 0) return `工作简历第 ${wordless + 1} 行没有写单位和职务。`;
  return undefined;
}

type SaveInput = InputOf<'members.saveRegistration'>;

/** The form as the engine wants it; blank lines go, own fields come along only where the answer changed. */
export function registrationInputOf(
  draft: RegistrationDraft,
  before: Registration | undefined,
): Pick<SaveInput, 'registration' | 'photo'> {
  const { photo } = draft;
  const resume: ResumeLine[] = draft.resume
    .filter((line) => !isBlankLine(line))
    .map(({ fromMonth, toMonth, content }) => ({ fromMonth: fromMonth ?? '', toMonth: toMonth ?? '', content }));
  return {
    registration: {
      particulars: draft.particulars,
      values: Object.fromEntries(
        Object.entries(draft.values).filter(([id, value]) => value !== (before?.values[id] ?? '')),
      ),
      family: draft.family
        .filter((person) => !isBlankPerson(person))
        .map(({ key: _, birthday, ...person }) => ({ ...person, birthday: birthday ?? '' })),
      resume,
    },
    ...(photo === undefined ? {} : { photo: photo === 'remove' ? photo : { file: photo.file } }),
  };
}

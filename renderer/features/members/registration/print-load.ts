import { call } from '#renderer/app/client.ts';
import type { Window } from '#shared/contract/fields.ts';
import type { MemberFilterInput, RegistrationForm, RosterLine } from '#shared/contract/members.ts';
import { printedPhoto } from './photo-address.ts';

/** Whose: one member, or everybody whom the list shows. */
export type PrintScope = { id: string; name: string } | { filter: MemberFilterInput };

/** A form with its photo as an address for an `img`. */
export type PrintedForm = RegistrationForm & { address?: string };

/** So many are laid out at once; beyond that the page would not answer for long. */
export const MOST_FORMS = 300;
export const MOST_LINES = 5000;
const FORMS_A_WINDOW = 50;
const LINES_A_WINDOW = 500;

/** Told after every step: so many of so many are here. */
type Progress = (done: number, total: number) => void;

/** How many the print would have. @throws CallError */
export async function countScope(scope: PrintScope): Promise<number> {
  if ('id' in scope) return 1;
  return (await call('members.listRosterLines', { ...scope.filter, limit: 1 })).total;
}

/** @throws CallError, or an error of the browser when a photo cannot be drawn */
export async function loadForms(scope: PrintScope, whole: boolean, progress: Progress): Promise<PrintedForm[]> {
  const forms =
    'id' in scope
      ? (await call('members.listForms', { id: scope.id })).rows
      : await allOf<RegistrationForm>(FORMS_A_WINDOW, (window) =>
          call('members.listForms', { ...scope.filter, ...window }),
        );
  const numbered = whole ? await withWholeNumbers(forms, '打印会员登记表') : forms;
  const printed: PrintedForm[] = [];
  // one photo after another, made small at once
  for (const form of numbered) {
    const photo = form.photo ? await call('members.readPhoto', { id: form.id }) : undefined;
    printed.push(photo ? { ...form, address: await printedPhoto(photo) } : form);
    progress(printed.length, numbered.length);
  }
  return printed;
}

/** @throws CallError */
export async function loadRoster(scope: PrintScope, whole: boolean, progress: Progress): Promise<RosterLine[]> {
  if ('id' in scope) return [];
  const lines = await allOf<RosterLine>(
    LINES_A_WINDOW,
    (window) => call('members.listRosterLines', { ...scope.filter, ...window }),
    progress,
  );
  return whole ? await withWholeNumbers(lines, '打印会员花名册') : lines;
}

async function allOf<T>(
  limit: number,
  read: (window: { offset: number; limit: number }) => Promise<Window<T>>,
  progress?: Progress,
): Promise<T[]> {
  const all: T[] = [];
  for (;;) {
    const { total, rows } = await read({ offset: all.length, limit });
    all.push(...rows);
    progress?.(all.length, total);
    if (rows.length === 0 || all.length >= total) return all;
  }
}

/** The same with whole numbers, which are asked for with a word on the trail. */
async function withWholeNumbers<T extends { id: string; idNumber: string; phone: string }>(
  people: readonly T[],
  purpose: string,
): Promise<T[]> {
  const numbers = new Map<string, { idNumber: string; phone: string }>();
  for (let at = 0; at < people.length; at += LINES_A_WINDOW) {
    const ids = people.slice(at, at + LINES_A_WINDOW).map(({ id }) => id);
    for (const { id, idNumber, phone } of await call('members.askWholeNumbers', { ids, purpose }))
      numbers.set(id, { idNumber, phone });
  }
  return people.map((person) => ({ ...person, ...numbers.get(person.id) }));
}

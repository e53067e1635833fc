import type { z } from 'zod';
import type { MemberRecord, Registration, registrationFields } from '#shared/contract/members.ts';
import { refuse } from '#shared/errors.ts';
import type { WriteContext } from '../../context.ts';
import type { Readable } from '../../database.ts';
import { readMember } from '../records/queries.ts';
import { labelOf, type SaveInput, writeMember } from '../records/save.ts';
import { readFamily, readResume, writeFamily, writeResume } from './family.ts';
import { readOwnValues, writeOwnValues } from './own-values.ts';
import { readParticulars, writeParticulars } from './particulars.ts';
import { type ChosenPhoto, readPhotoFacts, removePhoto, writePhoto } from './photo.ts';

/** The registration of a member. @throws Refusal `request.notFound` */
export function readRegistration(db: Readable, id: string): Registration {
  readMember(db, id);
  return registrationOf(db, id);
}

/** The same of a member who is there. */
export function registrationOf(db: Readable, id: string): Registration {
  const photo = readPhotoFacts(db, id);
  return {
    particulars: readParticulars(db, id),
    values: readOwnValues(db, id),
    family: readFamily(db, id),
    resume: readResume(db, id),
    ...(photo ? { photo } : {}),
  };
}

export interface RegistrationInput extends SaveInput {
  registration: z.output<typeof registrationFields>;
}

/**
 * Makes or changes a member together with the whole form; one row on the trail has it all, before and after.
 * @param photo a new photo, `remove` for none, undefined to leave it
 * @throws Refusal as `saveMember`; `member.appliedTooLate`, `member.cardNumberTaken`, `member.familyBirthday`,
 *   `member.resumeMonths`, `member.ownFieldRetired`, `member.ownFieldValue`, `member.photoNotKept`
 */
export function saveRegistration(
  context: WriteContext,
  { registration, ...member }: RegistrationInput,
  photo: ChosenPhoto | 'remove' | undefined,
): { record: MemberRecord; registration: Registration } {
  const { db } = context;
  const formBefore = member.id === undefined ? undefined : registrationOf(db, member.id);
  const { before, after: record } = writeMember(context, member);
  const { id, name } = record;
  const { particulars, values, family, resume } = registration;
  if (particulars.applied > context.today) throw refuse('member.appliedTooLate', { name, day: particulars.applied });
  writeParticulars(context, id, particulars);
  writeOwnValues(context, id, values);
  writeFamily(context, id, family);
  writeResume(context, id, resume);
  if (photo === 'remove') removePhoto(context, id);
  else if (photo) writePhoto(context, id, photo);
  const after = registrationOf(db, id);
  context.trail({
    subject: 'member',
    id,
    label: labelOf(record),
    ...(before ? { before: { ...before, registration: formBefore } } : {}),
    after: { ...record, registration: after },
  });
  return { record, registration: after };
}

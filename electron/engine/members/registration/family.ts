import type { FamilyMember, ResumeLine } from '#shared/contract/members/registration.ts';
import { refuse } from '#shared/errors.ts';
import { plainPhone } from '#shared/member-checks.ts';
import type { WriteContext } from '../../context.ts';
import type { Readable } from '../../database.ts';

// 家庭主要成员 and 个人工作简历: two short lists of the form, written as a whole.

export function readFamily(db: Readable, memberId: string): FamilyMember[] {
  return db.all<FamilyMember>(
    'SELECT name, relation, birthday, employer, phone FROM member_family WHERE member_id = :memberId ORDER BY position',
    { memberId },
  );
}

/** @throws Refusal `member.familyBirthday`, `member.phone` */
export function writeFamily(
  { db, today }: Pick<WriteContext, 'db' | 'today'>,
  memberId: string,
  family: readonly FamilyMember[],
): void {
  const checked = family.map((person) => {
    const { name, birthday } = person;
    if (birthday > today) throw refuse('member.familyBirthday', { name, day: birthday });
    const phone = plainPhone(person.phone);
    if (phone === undefined) throw refuse('member.phone', { phone: person.phone });
    return { ...person, phone };
  });
  db.run('DELETE FROM member_family WHERE member_id = :memberId', { memberId });
  checked.forEach((person, index) => {
    db.run(
      `INSERT INTO member_family (member_id, position, name, relation, birthday, employer, phone)
       VALUES (:memberId, :position, :name, :relation, :birthday, :employer, :phone)`,
      { memberId, position: index + 1, ...person },
    );
  });
}

export function readResume(db: Readable, memberId: string): ResumeLine[] {
  return db.all<ResumeLine>(
    `SELECT from_month AS fromMonth, to_month AS toMonth, content FROM member_resume
     WHERE member_id = :memberId ORDER BY position`,
    { memberId },
  );
}

/** @throws Refusal `member.resumeMonths` */
export function writeResume({ db }: Pick<WriteContext, 'db'>, memberId: string, resume: readonly ResumeLine[]): void {
  const backwards = resume.findIndex(
    ({ fromMonth, toMonth }) => fromMonth !== '' && toMonth !== '' && toMonth < fromMonth,
  );
  if (backwards >= 0) throw refuse('member.resumeMonths', { line: backwards + 1 });
  db.run('DELETE FROM member_resume WHERE member_id = :memberId', { memberId });
  resume.forEach((line, index) => {
    db.run(
      `INSERT INTO member_resume (member_id, position, from_month, to_month, content)
       VALUES (:memberId, :position, :fromMonth, :toMonth, :content)`,
      { memberId, position: index + 1, ...line },
    );
  });
}

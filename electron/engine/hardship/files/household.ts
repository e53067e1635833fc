import type { Day } from '#shared/calendar.ts';
import type { HardshipFields, HardshipRecord, HouseholdMember } from '#shared/contract/hardship.ts';
import type { Sex } from '#shared/contract/members.ts';
import { refuse } from '#shared/errors.ts';
import { readIdentity } from '#shared/member-checks.ts';
import type { Readable, Writable } from '../../database.ts';

// 家庭成员, and that nobody stands in two files at once (一户一档).

type StoredPerson = Omit<HouseholdMember, 'birthday' | 'sex' | 'finishes'> & {
  birthday: Day | null;
  sex: Sex | null;
  finishes: number | null;
};

export function householdOf(db: Readable, fileId: string): HardshipRecord['household'] {
  return db
    .all<StoredPerson>(
      `SELECT name, relation, sex, political, id_number AS idNumber, birthday, insurance, health, occupation, workplace, grade,
              finishes, monthly_income AS monthlyIncome
       FROM household_members WHERE file_id = :fileId ORDER BY line`,
      { fileId },
    )
    .map(({ birthday, sex, finishes, ...person }) => ({
      ...person,
      ...(birthday === null ? {} : { birthday }),
      ...(sex === null ? {} : { sex }),
      ...(finishes === null ? {} : { finishes }),
    }));
}

/**
 * The household as it is stored: numbers checked (GB 11643) and with 18 characters, birthday and sex taken from them.
 * @throws Refusal `hardship.householdIdNumber`, `hardship.householdFacts`, `hardship.householdBirthday`
 */
export function checkedHousehold(household: HardshipFields['household'], today: Day): HardshipFields['household'] {
  return household.map((person, index) => {
    const line = index + 1;
    if (person.birthday !== undefined && person.birthday > today)
      throw refuse('hardship.householdBirthday', { line, day: person.birthday });
    if (person.idNumber === '') return person;
    const identity = readIdentity(person.idNumber, today);
    if (!identity.ok) throw refuse('hardship.householdIdNumber', { line, problem: identity.problem });
    const { number, birthday, sex } = identity;
    if (person.birthday !== undefined && person.birthday !== birthday)
      throw refuse('hardship.householdFacts', { line, field: '出生日期' });
    if (person.sex !== undefined && person.sex !== sex)
      throw refuse('hardship.householdFacts', { line, field: '性别' });
    return { ...person, idNumber: number, birthday, sex };
  });
}

/** The file, other than `fileId`, that is being worked on or on record and in which one of these numbers stands. */
export const IN_OTHER_FILES = `
  SELECT asked.value AS idNumber, file.number
  FROM json_each(:numbers) AS asked
  CROSS JOIN household_members AS person ON person.id_number = asked.value
  CROSS JOIN hardship_files AS file ON file.id = person.file_id
  WHERE person.id_number <> '' AND file.id <> :fileId AND file.status = 'open' AND file.stage <> 'refused'
  UNION ALL
  SELECT asked.value, file.number
  FROM json_each(:numbers) AS asked
  CROSS JOIN members ON members.id_number = asked.value
  CROSS JOIN hardship_files AS file ON file.member_id = members.id
  WHERE members.id_number <> '' AND file.id <> :fileId AND file.status = 'open' AND file.stage <> 'refused'
  LIMIT 1`;

/**
 * 一户一档: neither the member nor anybody of the household stands twice in this file, or in another open one.
 * @param file its id ('' for a new one) and whose it is
 * @throws Refusal `hardship.personTwice`, `hardship.householdTaken` (naming the other file's number)
 */
export function assertOneHousehold(
  db: Readable,
  file: { id: string; memberName: string; idNumber: string },
  household: readonly Pick<HouseholdMember, 'idNumber'>[],
): void {
  const people = [
    { who: `会员「${file.memberName}」`, idNumber: file.idNumber },
    ...household.map(({ idNumber }, index) => ({ who: `家庭成员第 ${index + 1} 行`, idNumber })),
  ].filter(({ idNumber }) => idNumber !== '');
  const seen = new Set<string>();
  for (const { who, idNumber } of people) {
    if (seen.has(idNumber)) throw refuse('hardship.personTwice', { who });
    seen.add(idNumber);
  }
  const taken = db.get<{ idNumber: string; number: string }>(IN_OTHER_FILES, {
    numbers: JSON.stringify([...seen]),
    fileId: file.id,
  });
  if (!taken) return;
  const who = people.find(({ idNumber }) => idNumber === taken.idNumber)?.who ?? '';
  throw refuse('hardship.householdTaken', { who, number: taken.number });
}

/**
 * 一户一档 for a file that is taken up again: meanwhile its people may have come into another one.
 * @throws Refusal `hardship.householdTaken`
 */
export function assertStillOneHousehold(db: Readable, fileId: string): void {
  const file = db.get<{ memberName: string; idNumber: string }>(
    `SELECT members.name AS memberName, members.id_number AS idNumber
     FROM hardship_files AS file JOIN members ON members.id = file.member_id WHERE file.id = :fileId`,
    { fileId },
  );
  if (file) assertOneHousehold(db, { id: fileId, ...file }, householdOf(db, fileId));
}

export function writeHousehold(db: Writable, fileId: string, household: HardshipFields['household']): void {
  db.run('DELETE FROM household_members WHERE file_id = :fileId', { fileId });
  household.forEach((person, index) => {
    db.run(
      `INSERT INTO household_members (file_id, line, name, relation, sex, political, id_number, birthday, insurance, health,
         occupation, workplace, grade, finishes, monthly_income)
       VALUES (:fileId, :line, :name, :relation, :sex, :political, :idNumber, :birthday, :insurance, :health, :occupation,
         :workplace, :grade, :finishes, :monthlyIncome)`,
      { ...person, sex: person.sex, birthday: person.birthday, finishes: person.finishes, fileId, line: index + 1 },
    );
  });
}

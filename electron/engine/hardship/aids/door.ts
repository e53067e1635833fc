import type { Day } from '#shared/calendar.ts';
import type { AidDoor, AidObstacle, HardshipCategory } from '#shared/contract/hardship.ts';
import { type AppError, Refusal, refuse, sentenceOf } from '#shared/errors.ts';
import { maskName } from '#shared/mask.ts';
import type { Readable } from '../../database.ts';
import { AWAY_ON_DAY } from './queries.ts';

/** What of a file decides whether it can be given aid. */
export interface PayableFile {
  id: string;
  number: string;
  memberId: string;
  name: string;
  status: 'open' | 'resolved' | 'closed';
  stage: string;
  category: HardshipCategory;
  opened: Day;
  consent: Day | null;
  /** 1 when it was resolved or closed on the day that is asked about, and taken on again later. */
  away: number;
}

const FILES = `
  SELECT file.id, file.number, file.member_id AS memberId, members.name, file.status, file.stage, file.category,
         file.opened_day AS opened, file.consent_day AS consent, ${AWAY_ON_DAY} AS away
  FROM hardship_files AS file JOIN members ON members.id = file.member_id`;

/** What stands in the way of aid to a family on a day (先建档、后帮扶, rules.md 4.4), as the refusal of the payment. */
function obstacleOf(
  { name, number, status, stage, category, opened, consent, away }: PayableFile,
  day: Day,
): AppError | undefined {
  if (stage === 'refused') return refuse('hardship.aidRefusedFile', { name, number }).detail;
  if (status === 'open' && stage !== 'filed') return refuse('hardship.aidUnfinished', { name, number }).detail;
  if (status !== 'open') return refuse('hardship.noFile', { name }).detail;
  if (category === 'none') return refuse('hardship.notDecided', { name }).detail;
  if (consent === null) return refuse('hardship.noConsent', { name }).detail;
  if (day < opened) return refuse('hardship.aidBeforeFile', { name, opened }).detail;
  if (day < consent) return refuse('hardship.aidBeforeConsent', { name, consent }).detail;
  if (away === 1) return refuse('hardship.aidWhileAway', { name, number, day }).detail;
  return undefined;
}

/**
 * The file of a family that can be given aid on a day.
 * @throws Refusal `request.notFound`, `hardship.aidRefusedFile`, `hardship.aidUnfinished`, `hardship.noFile`, `hardship.notDecided`,
 *   `hardship.noConsent`, `hardship.aidBeforeFile`, `hardship.aidBeforeConsent`, `hardship.aidWhileAway`
 */
export function payableFile(db: Readable, fileId: string, day: Day): PayableFile {
  const file = db.get<PayableFile>(`${FILES} WHERE file.id = :fileId`, { fileId, day });
  if (!file) throw refuse('request.notFound', { what: '困难档案' });
  const obstacle = obstacleOf(file, day);
  if (obstacle) throw new Refusal(obstacle);
  return file;
}

/** Whether a member can be given aid on a day; if not, what is lacking and where to go on. @throws Refusal `request.notFound` */
export function checkRecipient(db: Readable, { memberId, day }: { memberId: string; day: Day }): AidDoor {
  const member = db.get<{ name: string }>('SELECT name FROM members WHERE id = :memberId', { memberId });
  if (!member) throw refuse('request.notFound', { what: '会员' });
  const { name: memberName } = member;
  const file = db.get<PayableFile>(`${FILES} WHERE file.member_id = :memberId`, { memberId, day });
  if (!file)
    return {
      memberId,
      memberName,
      household: [],
      obstacle: {
        sentence: sentenceOf(refuse('hardship.aidWithoutFile', { name: memberName }).detail),
        wayOut: 'newFile',
      },
    };
  const household = db
    .all<AidDoor['household'][number]>(
      'SELECT line, name, relation FROM household_members WHERE file_id = :fileId ORDER BY line',
      { fileId: file.id },
    )
    .map((person) => ({ ...person, name: maskName(person.name) }));
  const door = { memberId, memberName, fileId: file.id, fileNumber: file.number, household };
  const found = obstacleOf(file, day);
  return found ? { ...door, obstacle: { sentence: sentenceOf(found), wayOut: wayOutOf(found) } } : door;
}

function wayOutOf({ code }: AppError): AidObstacle['wayOut'] {
  return code === 'hardship.aidUnfinished' || code === 'hardship.aidRefusedFile' ? 'procedure' : 'file';
}

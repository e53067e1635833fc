import type { Day } from '#shared/calendar.ts';
import type {
  HardshipCategory,
  HardshipCause,
  HardshipForm,
  HardshipPerson,
  HardshipRecord,
  HardshipStage,
  HardshipStatus,
  IncomeItem,
  OlderCategory,
} from '#shared/contract/hardship.ts';
import type { Sex } from '#shared/contract/members.ts';
import { refuse } from '#shared/errors.ts';
import { maskIdentityCard, maskPhone } from '#shared/mask.ts';
import type { Fen } from '#shared/money.ts';
import type { WriteContext } from '../../context.ts';
import type { Readable } from '../../database.ts';
import { aidsOfFile } from '../aids/queries.ts';
import { statusChanges } from '../procedure/changes.ts';
import { storedAssessment } from './assessment.ts';
import { formOf } from './form.ts';
import { assessmentsOf } from './history.ts';
import { householdOf } from './household.ts';
import { FILE_STATUS } from './status.ts';

interface StoredFile {
  id: string;
  number: string;
  memberId: string;
  memberName: string;
  memberNumber: string;
  idNumber: string;
  phone: string;
  sex: Sex | null;
  birthday: Day | null;
  ethnicity: string;
  political: string;
  groupName: string;
  people: number;
  accidentExpense: Fen | null;
  place: string;
  cause: HardshipCause;
  category: HardshipCategory;
  olderCategory: OlderCategory;
  decisionGround: string;
  resolutionId: string | null;
  healthStatus: string;
  housing: string;
  address: string;
  bankName: string;
  bankAccount: string;
  consentDay: Day | null;
  openedDay: Day;
  reviewedDay: Day;
  status: HardshipStatus;
  stage: HardshipStage;
  note: string;
  assessment: string;
}

/** @throws Refusal `request.notFound` */
function storedFile(db: Readable, id: string): StoredFile {
  const stored = db.get<StoredFile>(
    `SELECT file.id, file.number, file.member_id AS memberId, members.name AS memberName, members.number AS memberNumber,
            members.id_number AS idNumber, members.phone, members.sex, members.birthday, members.ethnicity, members.political,
            coalesce(groups.name, '') AS groupName, file.people, file.accident_expense AS accidentExpense, file.place, file.cause,
            file.category, file.older_category AS olderCategory, file.decision_ground AS decisionGround,
            file.resolution_id AS resolutionId, file.health_status AS healthStatus, file.housing, file.address,
            file.bank_name AS bankName, file.bank_account AS bankAccount, file.consent_day AS consentDay,
            file.opened_day AS openedDay, file.reviewed_day AS reviewedDay, ${FILE_STATUS} AS status, file.stage, file.note,
            file.assessment
     FROM hardship_files AS file JOIN members ON members.id = file.member_id LEFT JOIN groups ON groups.id = members.group_id
     WHERE file.id = :id`,
    { id },
  );
  if (!stored) throw refuse('request.notFound', { what: '困难档案' });
  return stored;
}

/**
 * One whole file. The member's own numbers are masked; everything of the form itself is whole. For commands, which return it to
 * somebody who may see persons; what only looks goes through `openFile`.
 * @throws Refusal `request.notFound`
 */
export function getFile(db: Readable, id: string): HardshipRecord {
  return recordOf(db, storedFile(db, id));
}

function recordOf(db: Readable, stored: StoredFile): HardshipRecord {
  const { id } = stored;
  const { idNumber, phone, sex, birthday, ethnicity, political, groupName, ...rest } = stored;
  const { accidentExpense, resolutionId, consentDay, assessment, ...file } = rest;
  const member: HardshipPerson = {
    ...(sex === null ? {} : { sex }),
    ...(birthday === null ? {} : { birthday }),
    ethnicity,
    political,
    groupName,
    phoneMasked: maskPhone(phone),
  };
  return {
    ...file,
    ...formOf(db, id),
    ...(accidentExpense === null ? {} : { accidentExpense }),
    ...(resolutionId === null ? {} : { resolutionId }),
    ...(consentDay === null ? {} : { consentDay }),
    idNumberMasked: maskIdentityCard(idNumber),
    member,
    household: householdOf(db, id),
    incomes: incomesOf(db, id),
    expenses: db.all<HardshipRecord['expenses'][number]>(
      "SELECT label, yearly FROM hardship_items WHERE file_id = :id AND side = 'expense' ORDER BY line",
      { id },
    ),
    assessment: storedAssessment(assessment),
    assessments: assessmentsOf(db, id),
    aids: aidsOfFile(db, id),
    changes: statusChanges(db, id),
  };
}

function incomesOf(db: Readable, id: string): IncomeItem[] {
  return db
    .all<{ label: string; yearly: Fen; wage: 0 | 1 }>(
      "SELECT label, yearly, wage FROM hardship_items WHERE file_id = :id AND side = 'income' ORDER BY line",
      { id },
    )
    .map(({ label, yearly, wage }) => ({ label, yearly, ...(wage === 1 ? { wage: true } : {}) }));
}

/** Opens a file for somebody to read: 查阅档案 is on the trail, by the file's number. @throws Refusal `request.notFound` */
export function openFile(context: WriteContext, id: string): HardshipRecord {
  const file = getFile(context.db, id);
  context.trail({ subject: 'hardshipFile', id, label: `查阅档案 ${file.number}` });
  return file;
}

/** The file with the member's whole numbers, to be printed; that it was asked for is on the trail. @throws Refusal `request.notFound` */
export function readForm(context: WriteContext, id: string): HardshipForm {
  const { db } = context;
  const stored = storedFile(db, id);
  const { number, idNumber, phone } = stored;
  context.trail({
    subject: 'hardshipFile',
    id,
    label: `打印登记表 ${number}`,
    after: { whole: ['身份证号', '手机', '银行账号'] },
  });
  return { file: recordOf(db, stored), idNumber, phone };
}

import type { HardshipCause, HardshipFields } from '#shared/contract/hardship.ts';
import type { Readable, Writable } from '../../database.ts';

// What the form asks beyond figures and decision: one row of hardship_forms, and the further causes.

type FormFacts = Pick<
  HardshipFields,
  | 'disabilityKind'
  | 'insurance'
  | 'modelKind'
  | 'floorArea'
  | 'otherPhone'
  | 'postcode'
  | 'workStarted'
  | 'industry'
  | 'workState'
  | 'employer'
  | 'employerKind'
  | 'employerState'
  | 'marital'
  | 'householdKind'
  | 'householdPlace'
  | 'singleParent'
  | 'selfHelp'
  | 'zeroEmployment'
  | 'ownMonthly'
  | 'bankBranch'
>;

type Stored = Omit<FormFacts, 'floorArea' | 'singleParent' | 'selfHelp' | 'zeroEmployment' | 'ownMonthly'> & {
  floorArea: number | null;
  singleParent: 0 | 1 | null;
  selfHelp: 0 | 1 | null;
  zeroEmployment: 0 | 1 | null;
  ownMonthly: NonNullable<FormFacts['ownMonthly']> | null;
  recorder: string;
};

/** The form of a file, with 建档人. Every file has one. */
export function formOf(db: Readable, fileId: string): FormFacts & { recorder: string; furtherCauses: HardshipCause[] } {
  const stored = db.get<Stored>(
    `SELECT disability_kind AS disabilityKind, insurance, model_kind AS modelKind, floor_area AS floorArea,
            other_phone AS otherPhone, postcode, work_started AS workStarted, industry, work_state AS workState, employer,
            employer_kind AS employerKind, employer_state AS employerState, marital, household_kind AS householdKind,
            household_place AS householdPlace, single_parent AS singleParent, self_help AS selfHelp,
            zero_employment AS zeroEmployment, own_monthly AS ownMonthly, bank_branch AS bankBranch, recorder
     FROM hardship_forms WHERE file_id = :fileId`,
    { fileId },
  );
  if (!stored) throw new Error('a hardship file has no form');
  const { floorArea, singleParent, selfHelp, zeroEmployment, ownMonthly, ...form } = stored;
  return {
    ...form,
    ...(floorArea === null ? {} : { floorArea }),
    ...(singleParent === null ? {} : { singleParent: singleParent === 1 }),
    ...(selfHelp === null ? {} : { selfHelp: selfHelp === 1 }),
    ...(zeroEmployment === null ? {} : { zeroEmployment: zeroEmployment === 1 }),
    ...(ownMonthly === null ? {} : { ownMonthly }),
    furtherCauses: db
      .all<{ cause: HardshipCause }>(
        'SELECT cause FROM hardship_further_causes WHERE file_id = :fileId ORDER BY position',
        { fileId },
      )
      .map(({ cause }) => cause),
  };
}

const flag = (answer: boolean | undefined) => (answer === undefined ? null : Number(answer));

/** Writes the form of a file; who entered a new one stays 建档人. */
export function writeForm(db: Writable, fileId: string, fields: FormFacts, recorder: string): void {
  const { singleParent, selfHelp, zeroEmployment } = fields;
  db.run(
    `INSERT INTO hardship_forms (file_id, disability_kind, insurance, model_kind, floor_area, other_phone, postcode, work_started,
       industry, work_state, employer, employer_kind, employer_state, marital, household_kind, household_place, single_parent,
       self_help, zero_employment, own_monthly, bank_branch, recorder)
     VALUES (:fileId, :disabilityKind, :insurance, :modelKind, :floorArea, :otherPhone, :postcode, :workStarted, :industry,
       :workState, :employer, :employerKind, :employerState, :marital, :householdKind, :householdPlace, :singleParent, :selfHelp,
       :zeroEmployment, :ownMonthly, :bankBranch, :recorder)
     ON CONFLICT (file_id) DO UPDATE SET disability_kind = excluded.disability_kind, insurance = excluded.insurance,
       model_kind = excluded.model_kind, floor_area = excluded.floor_area, other_phone = excluded.other_phone,
       postcode = excluded.postcode, work_started = excluded.work_started, industry = excluded.industry,
       work_state = excluded.work_state, employer = excluded.employer, employer_kind = excluded.employer_kind,
       employer_state = excluded.employer_state, marital = excluded.marital, household_kind = excluded.household_kind,
       household_place = excluded.household_place, single_parent = excluded.single_parent, self_help = excluded.self_help,
       zero_employment = excluded.zero_employment, own_monthly = excluded.own_monthly, bank_branch = excluded.bank_branch`,
    {
      fileId,
      disabilityKind: fields.disabilityKind,
      insurance: fields.insurance,
      modelKind: fields.modelKind,
      floorArea: fields.floorArea,
      otherPhone: fields.otherPhone,
      postcode: fields.postcode,
      workStarted: fields.workStarted,
      industry: fields.industry,
      workState: fields.workState,
      employer: fields.employer,
      employerKind: fields.employerKind,
      employerState: fields.employerState,
      marital: fields.marital,
      householdKind: fields.householdKind,
      householdPlace: fields.householdPlace,
      singleParent: flag(singleParent),
      selfHelp: flag(selfHelp),
      zeroEmployment: flag(zeroEmployment),
      ownMonthly: fields.ownMonthly,
      bankBranch: fields.bankBranch,
      recorder,
    },
  );
}

/** To be called before the file's main cause is written (`dropFurtherCauses`) and after it (`writeFurtherCauses`). */
export function dropFurtherCauses(db: Writable, fileId: string): void {
  db.run('DELETE FROM hardship_further_causes WHERE file_id = :fileId', { fileId });
}

export function writeFurtherCauses(db: Writable, fileId: string, causes: readonly HardshipCause[]): void {
  causes.forEach((cause, index) => {
    db.run('INSERT INTO hardship_further_causes (file_id, position, cause) VALUES (:fileId, :position, :cause)', {
      fileId,
      position: index + 1,
      cause,
    });
  });
}

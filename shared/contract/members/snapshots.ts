import { z } from 'zod';
import type { Day } from '../../calendar.ts';
import { dayField, fileToken, id, nothing, optionalText, text, type Window, windowFields } from '../fields.ts';
import { output, read, write } from '../operation.ts';
import type { MemberStatus } from './membership.ts';
import type { Sex } from './records.ts';

/** A roster as it was kept. */
export interface SnapshotBrief {
  id: string;
  /** `2026 年上半年` */
  name: string;
  /** Whose membership and groups it shows. */
  day: Day;
  note: string;
  members: number;
  /** Of them active; the others keep their membership. */
  active: number;
  /** ISO UTC. */
  takenAt: string;
  takenBy: string;
}

/** One line of a kept roster; personal numbers are masked. */
export interface SnapshotRow {
  memberId: string;
  number: string;
  name: string;
  sex?: Sex;
  birthday?: Day;
  idNumberMasked: string;
  phoneMasked: string;
  ethnicity: string;
  political: string;
  education: string;
  joined: string;
  status: MemberStatus;
  /** Not there: 未分组. */
  groupId?: string;
  groupName: string;
  /** `初中分会 / 数学组` */
  groupPath: string;
  /** The topmost 分会, '' outside any. */
  branch: string;
}

/** Particulars that a comparison looks at; a group that was only renamed is no difference. */
export const COMPARED_FIELDS = [
  'status',
  'name',
  'number',
  'sex',
  'birthday',
  'ethnicity',
  'political',
  'education',
  'joined',
  'idNumberMasked',
  'phoneMasked',
] as const;
export type ComparedField = (typeof COMPARED_FIELDS)[number];
export const COMPARED_FIELD_NAMES: Readonly<Record<ComparedField, string>> = {
  status: '会籍',
  name: '姓名',
  number: '编号',
  sex: '性别',
  birthday: '出生日期',
  ethnicity: '民族',
  political: '政治面貌',
  education: '学历',
  joined: '入会时间',
  idNumberMasked: '身份证号',
  phoneMasked: '联系电话',
};

interface ComparedPerson {
  memberId: string;
  number: string;
  name: string;
}

/** The last change of membership up to the later roster's day. */
export interface LastChange {
  day: Day;
  to: MemberStatus;
  ground: string;
  /** 转入单位 */
  destination: string;
}

/** Somebody who is on one of the two rosters only. */
export interface CameOrWent extends ComparedPerson {
  groupPath: string;
  joined: string;
  /** What they are on the later day; '' when the books do not say (an entry that was dated anew). */
  status: MemberStatus | '';
  change?: LastChange;
}

export interface GroupChange extends ComparedPerson {
  /** Paths; '' is 未分组. */
  from: string;
  to: string;
}

export interface ParticularsChange extends ComparedPerson {
  /** As people read them. */
  changes: { field: ComparedField; from: string; to: string }[];
}

/** Two rosters side by side, each list in the order of the numbers. */
export interface RosterComparison {
  earlier: { name: string; day: Day; members: number };
  later: { name: string; day: Day; members: number };
  joined: CameOrWent[];
  left: CameOrWent[];
  moved: GroupChange[];
  changed: ParticularsChange[];
}

/** Without `to`: with today's roster. The earlier day always stands first, whichever way round they are given. */
const compared = { from: id, to: id.optional() };

export const snapshotsOperations = {
  /** Newest day first. `proposal`: a half-year has ended and no roster was kept since. */
  'members.listSnapshots': read(
    'view',
    nothing,
    output<{ snapshots: SnapshotBrief[]; proposal?: { name: string; day: Day } }>(),
  ),
  /** Keeps the roster of a day up to today: membership and group of that day, the other particulars as they are now. */
  'members.takeSnapshot': write(
    'keep',
    z.strictObject({ name: text(40), day: dayField, note: optionalText(200) }),
    output<SnapshotBrief>(),
  ),
  'members.listSnapshotRows': read(
    'view',
    z.strictObject({ id, search: optionalText(50), ...windowFields }),
    output<Window<SnapshotRow>>(),
  ),
  'members.compareSnapshots': read('view', z.strictObject(compared), output<RosterComparison>()),
  'members.exportSnapshot': write('keep', z.strictObject({ id, folder: fileToken }), output<{ fileName: string }>()),
  'members.exportComparison': write(
    'keep',
    z.strictObject({ ...compared, folder: fileToken }),
    output<{ fileName: string }>(),
  ),
};

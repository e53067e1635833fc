import { Paper } from '#renderer/components/Paper.tsx';
import { formatMonth } from '#shared/calendar.ts';
import {
  MEMBER_STATUS_NAMES,
  type MembershipChange,
  type OwnField,
  RETAINED_KIND_NAMES,
  SEX_NAMES,
} from '#shared/contract/members.ts';
import { formatYuan } from '#shared/money.ts';
import type { PrintedForm } from './print-load.ts';

interface RegistrationPaperProps {
  forms: readonly PrintedForm[];
  /** The union's own fields; those that are not asked any more are not printed. */
  fields: readonly OwnField[];
  unit: string;
}

/** 《工会会员登记表》 in its usual form (全总, as at zsqianhong.com/gh/info/1112/1531.html), one sheet a member. */
export function RegistrationPaper({ forms, fields, unit }: RegistrationPaperProps) {
  const asked = fields.filter(({ retired }) => !retired);
  return (
    <>
      {forms.map((form) => (
        <Paper
          key={form.id}
          title="工会会员登记表"
          unit={`单位：${unit}`}
          period={form.groupName === '' ? undefined : `工会小组：${form.groupName}`}
          corner={`会员证号码 NO. ${form.particulars.cardNumber === '' ? '　　　　　　' : form.particulars.cardNumber}`}
        >
          <Sheet form={form} asked={asked} />
          <div className="registration-sign">
            <span>
              申请人签名：
              <i />
            </span>
            <span>{chineseDay(form.particulars.applied)}</span>
          </div>
        </Paper>
      ))}
    </>
  );
}

/** The widths of the seven columns, in hundredths. */
const WIDTHS = [13, 15, 10.5, 15, 13, 16, 17.5];
/** Lines to write on by hand where little is known. */
const LEAST_FAMILY = 4;
const LEAST_RESUME = 4;

function Sheet({ form, asked }: { form: PrintedForm; asked: readonly OwnField[] }) {
  const { particulars: own } = form;
  return (
    <table className="paper-table registration-form">
      <colgroup>
        {WIDTHS.map((width, column) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the columns of a form never move
          <col key={column} style={{ width: `${width}%` }} />
        ))}
      </colgroup>
      <tbody>
        <tr>
          <Pair label="姓名" value={form.name} />
          <Pair label="性别" value={form.sex ? SEX_NAMES[form.sex] : ''} />
          <Pair label="出生日期" value={form.birthday ?? ''} />
          <td rowSpan={5} className="registration-photo">
            {form.address === undefined ? '照片' : <img src={form.address} alt={`${form.name}的照片`} />}
          </td>
        </tr>
        <tr>
          <Pair label="民族" value={form.ethnicity} />
          <Pair label="学历" value={form.education} />
          <Pair label="政治面貌" value={form.political} />
        </tr>
        <tr>
          <Pair label="籍贯" value={own.nativePlace} />
          <Pair label="工资" value={form.wage === undefined ? '' : `${formatYuan(form.wage)} 元`} />
          <Pair label="入会时间" value={form.joined} />
        </tr>
        <tr>
          <Pair label="工作单位" value={own.employer} span={3} />
          <Pair label="职务" value={own.post} />
        </tr>
        <tr>
          <Pair label="身份证号" value={form.idNumber} span={3} />
          <Pair label="职称" value={own.title} />
        </tr>
        <tr>
          <Pair label="职工类型" value={own.employment} />
          <Pair label="工种" value={own.workKind} />
          <Pair label="联系电话" value={form.phone} span={2} />
        </tr>
        <tr>
          <Pair label="户籍类型" value={own.householdKind} />
          <Pair label="婚姻状况" value={[own.marital, own.singleParent ? '单亲' : ''].filter(Boolean).join('，')} />
          <Pair label="电子邮箱" value={own.email} span={2} />
        </tr>
        <tr>
          <Pair label="家庭住址" value={own.address} span={6} />
        </tr>
        {pairsOf(asked).map(([left, right]) => (
          <tr key={left.id}>
            <Pair label={left.title} value={form.values[left.id] ?? ''} span={right ? 2 : 6} />
            {right && <Pair label={right.title} value={form.values[right.id] ?? ''} span={3} />}
          </tr>
        ))}
        <Family form={form} />
        <Resume form={form} />
        <tr>
          <th>基层工会组织审批意见</th>
          <td colSpan={6} className="registration-opinion">
            {approvalText(form.changes)}
            <div className="registration-seal">（公章）　　{chineseDay(approvalDay(form.changes))}</div>
          </td>
        </tr>
        <tr>
          <th>备注</th>
          <td colSpan={6} className="registration-remarks">
            {remarksOf(form)}
          </td>
        </tr>
      </tbody>
    </table>
  );
}

function Pair({ label, value, span = 1 }: { label: string; value: string; span?: number }) {
  return (
    <>
      <th>{label}</th>
      <td colSpan={span}>{value}</td>
    </>
  );
}

function Family({ form }: { form: PrintedForm }) {
  const rows = Math.max(LEAST_FAMILY, form.family.length);
  return (
    <>
      <tr>
        <th rowSpan={rows + 1}>家庭主要成员及其工作单位</th>
        <th>称谓</th>
        <th colSpan={2}>姓名</th>
        <th>出生日期</th>
        <th colSpan={2}>工作单位及职务</th>
      </tr>
      {Array.from({ length: rows }, (_, index) => {
        const person = form.family[index];
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: the lines of a printed form never move
          <tr key={index}>
            <td>{person?.relation}</td>
            <td colSpan={2}>{person?.name}</td>
            <td className="paper-center roster-number">{person?.birthday}</td>
            <td colSpan={2}>{person?.employer}</td>
          </tr>
        );
      })}
    </>
  );
}

function Resume({ form }: { form: PrintedForm }) {
  const rows = Math.max(LEAST_RESUME, form.resume.length);
  return (
    <>
      <tr>
        <th rowSpan={rows + 1}>个人工作简历</th>
        <th colSpan={2}>起止年月</th>
        <th colSpan={4}>在何单位任何职务</th>
      </tr>
      {Array.from({ length: rows }, (_, index) => {
        const line = form.resume[index];
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: the lines of a printed form never move
          <tr key={index}>
            <td colSpan={2} className="paper-center">
              {line && stretchText(line)}
            </td>
            <td colSpan={4}>{line?.content}</td>
          </tr>
        );
      })}
    </>
  );
}

function stretchText({ fromMonth, toMonth }: PrintedForm['resume'][number]): string {
  if (fromMonth === '' && toMonth === '') return '';
  return `${fromMonth} 至 ${toMonth === '' ? '今' : toMonth}`;
}

function pairsOf(fields: readonly OwnField[]): [OwnField, OwnField | undefined][] {
  return fields.flatMap((field, index) =>
    index % 2 === 0 ? [[field, fields[index + 1]] satisfies [OwnField, OwnField | undefined]] : [],
  );
}

/** The change that made an applicant a member; what was entered as a member already was approved on paper. */
function approvalOf(changes: readonly MembershipChange[]): MembershipChange | undefined {
  return changes.find(({ from, to, undone }) => from === 'applied' && to === 'active' && !undone);
}

function approvalText(changes: readonly MembershipChange[]): string {
  const approval = approvalOf(changes);
  if (!approval) return '';
  return ['同意入会。', approval.approval === '' ? approval.ground : approval.approval].join('\n');
}

function approvalDay(changes: readonly MembershipChange[]): string {
  const approval = approvalOf(changes);
  return approval?.approvedDay ?? approval?.day ?? '';
}

/** `2026 年 3 月 15 日`, or room to write it. */
function chineseDay(day: string): string {
  const [year, month, date] = day.split('-');
  if (year === undefined || month === undefined || date === undefined) return '　　　年　　月　　日';
  return `${year} 年 ${Number(month)} 月 ${Number(date)} 日`;
}

/** 保留会籍 and the like are noted here with the month from which no dues are due (工会工作手册: 在登记表备注栏注明办理时间). */
function remarksOf({ changes, note }: PrintedForm): string {
  const lines = changes
    .filter(({ from, undone, undoes }) => from !== '' && from !== 'applied' && !undone && undoes === undefined)
    .map(({ day, to, kind, month, destination, ground }) => {
      const what = kind === '' ? MEMBER_STATUS_NAMES[to] : `${MEMBER_STATUS_NAMES[to]}（${RETAINED_KIND_NAMES[kind]}）`;
      const where = destination === '' ? '' : `，转入${destination}`;
      const dues = to === 'active' ? `，${formatMonth(month)}起交会费` : `，${formatMonth(month)}起停交会费`;
      return `${day} ${what}${where}${dues}；${ground}`;
    });
  return [note, ...lines].filter(Boolean).join('\n');
}

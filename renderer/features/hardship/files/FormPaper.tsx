import { Paper } from '#renderer/components/Paper.tsx';
import {
  HARDSHIP_CATEGORY_NAMES,
  HARDSHIP_CAUSE_NAMES,
  type HardshipForm,
  type HardshipRecord,
  OLDER_CATEGORY_NAMES,
} from '#shared/contract/hardship.ts';
import { SEX_NAMES } from '#shared/contract/members.ts';
import { type Fen, fen, formatYuan, sum } from '#shared/money.ts';

interface FormPaperProps {
  form: HardshipForm;
  unit: string;
}

const yuan = (amount: Fen | undefined) => (amount === undefined ? '' : `${formatYuan(amount)} 元`);
const answer = (said: boolean | undefined, [yes, no]: readonly [string, string]) =>
  said === undefined ? '' : said ? yes : no;
const YES_NO = ['是', '否'] as const;
/** Lines to write on by hand where few people are known. */
const LEAST_PEOPLE = 4;

/** 《困难职工档案登记表》 with the fields of the national form (rules.md 4.4) and room for opinions and seals. */
export function FormPaper({ form, unit }: FormPaperProps) {
  const { file } = form;
  return (
    <Paper
      title="困难职工档案登记表"
      unit={`单位：${unit}`}
      period={`档案号：${file.number}`}
      corner={`职工编号：${file.memberNumber}`}
    >
      <table className="paper-table hardship-paper">
        <Columns widths={[12, 13, 12, 13, 12, 13, 12, 13]} />
        <tbody>
          <PersonRows form={form} />
          <MoneyRows file={file} />
        </tbody>
      </table>
      <People file={file} />
      <table className="paper-table hardship-paper hardship-paper-next">
        <Columns widths={[13, 17, 13, 19, 11, 27]} />
        <tbody>
          <Tail file={file} />
        </tbody>
      </table>
      <Opinions />
    </Paper>
  );
}

/** The widths of the columns of a form, in hundredths. */
function Columns({ widths }: { widths: readonly number[] }) {
  return (
    <colgroup>
      {widths.map((width, column) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the columns of a form never move
        <col key={column} style={{ width: `${width}%` }} />
      ))}
    </colgroup>
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

function PersonRows({ form: { file, idNumber, phone } }: { form: HardshipForm }) {
  const { member } = file;
  const older = file.olderCategory === '' ? '' : `（${OLDER_CATEGORY_NAMES[file.olderCategory]}）`;
  return (
    <>
      <tr>
        <Pair label="姓名" value={file.memberName} />
        <Pair label="性别" value={member.sex ? SEX_NAMES[member.sex] : ''} />
        <Pair label="民族" value={member.ethnicity} />
        <Pair label="政治面貌" value={member.political} />
      </tr>
      <tr>
        <Pair label="身份证号" value={idNumber} span={3} />
        <Pair label="出生日期" value={member.birthday ?? ''} />
        <Pair label="困难类别" value={`${HARDSHIP_CATEGORY_NAMES[file.category]}${older}`} />
      </tr>
      <tr>
        <Pair label="健康状况" value={file.healthStatus} />
        <Pair label="残疾类别" value={file.disabilityKind} />
        <Pair label="医保状况" value={file.insurance} />
        <Pair label="劳模类型" value={file.modelKind} />
      </tr>
      <tr>
        <Pair label="住房类型" value={file.housing} />
        <Pair label="建筑面积" value={file.floorArea === undefined ? '' : `${file.floorArea / 100} ㎡`} />
        <Pair label="手机" value={phone} />
        <Pair label="其他联系方式" value={file.otherPhone} />
      </tr>
      <tr>
        <Pair label="家庭住址" value={file.address} span={5} />
        <Pair label="邮编" value={file.postcode} />
      </tr>
      <tr>
        <Pair label="户口类型" value={file.householdKind} />
        <Pair label="户口行政区划" value={file.householdPlace} span={3} />
        <Pair label="婚姻状况" value={file.marital} />
      </tr>
      <tr>
        <Pair label="工作单位" value={file.employer} span={3} />
        <Pair label="单位性质" value={file.employerKind} />
        <Pair label="企业状况" value={file.employerState} />
      </tr>
      <tr>
        <Pair label="工作状态" value={file.workState} />
        <Pair label="参加工作时间" value={file.workStarted} />
        <Pair label="所属行业" value={file.industry} span={3} />
      </tr>
      <tr>
        <Pair label="是否单亲" value={answer(file.singleParent, YES_NO)} />
        <Pair label="有无自救能力" value={answer(file.selfHelp, ['有', '无'])} />
        <Pair label="零就业家庭" value={answer(file.zeroEmployment, YES_NO)} />
        <Pair label="家庭人口" value={`${file.people} 人`} />
      </tr>
    </>
  );
}

function MoneyRows({ file }: { file: HardshipRecord }) {
  const income = sum(file.incomes.map(({ yearly }) => yearly));
  const other = sum(file.incomes.filter(({ wage }) => wage !== true).map(({ yearly }) => yearly));
  const expense = sum(file.expenses.map(({ yearly }) => yearly));
  return (
    <>
      <tr>
        <Pair label="本人月平均收入" value={yuan(file.ownMonthly)} />
        <Pair label="家庭其他非薪资年收入" value={yuan(other)} />
        <Pair label="家庭年度总收入" value={yuan(income)} />
        <Pair label="家庭月人均收入" value={yuan(fen(Math.floor(income / 12 / file.people)))} />
      </tr>
      <tr>
        <Pair label="年刚性支出" value={yuan(expense)} />
        <Pair label="意外或大病支出" value={yuan(file.accidentExpense)} />
        <Pair label="扣除刚性支出后月人均" value={yuan(file.assessment.perHeadMonthly)} />
        <Pair label="测算地区低保线" value={yuan(file.assessment.parameters.minimumLiving)} />
      </tr>
    </>
  );
}

function People({ file }: { file: HardshipRecord }) {
  const rows = Math.max(LEAST_PEOPLE, file.household.length);
  return (
    <table className="paper-table hardship-paper hardship-paper-next hardship-paper-people">
      <thead>
        <tr>
          <th style={{ width: '9%' }}>姓名</th>
          <th style={{ width: '7%' }}>关系</th>
          <th style={{ width: '5%' }}>性别</th>
          <th style={{ width: '8%' }}>政治面貌</th>
          <th style={{ width: '19%' }}>身份证号</th>
          <th style={{ width: '11%' }}>出生日期</th>
          <th style={{ width: '9%' }}>医保</th>
          <th style={{ width: '8%' }}>健康</th>
          <th style={{ width: '9%' }}>月收入</th>
          <th style={{ width: '15%' }}>身份、单位或学校</th>
        </tr>
      </thead>
      <tbody>
        {Array.from({ length: rows }, (_, index) => {
          const person = file.household[index];
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: the lines of a printed form never move
            <tr key={index}>
              <td>{person?.name}</td>
              <td>{person?.relation}</td>
              <td>{person?.sex && SEX_NAMES[person.sex]}</td>
              <td>{person?.political}</td>
              <td className="hardship-paper-number">{person?.idNumber}</td>
              <td className="hardship-paper-number">{person?.birthday}</td>
              <td>{person?.insurance}</td>
              <td>{person?.health}</td>
              <td className="amount">{person && formatYuan(person.monthlyIncome)}</td>
              <td>{person && whereOf(person)}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function whereOf({ occupation, workplace, grade, finishes }: HardshipRecord['household'][number]): string {
  return [occupation, workplace, grade, finishes === undefined ? '' : `${finishes} 年毕业`].filter(Boolean).join('，');
}

function Tail({ file }: { file: HardshipRecord }) {
  const further = file.furtherCauses.map((cause) => HARDSHIP_CAUSE_NAMES[cause]).join('、');
  return (
    <>
      <tr>
        <Pair label="主要致困原因" value={HARDSHIP_CAUSE_NAMES[file.cause]} />
        <Pair label="次要致困原因" value={further} span={3} />
      </tr>
      <tr>
        <Pair label="开户银行" value={file.bankName} />
        <Pair label="支行" value={file.bankBranch} />
        <Pair label="卡号" value={file.bankAccount} />
      </tr>
      <tr>
        <Pair label="备注" value={file.note} span={5} />
      </tr>
      <tr>
        <Pair label="建档人" value={file.recorder} />
        <Pair label="审核人" value="" />
        <Pair label="申请人签名" value="" />
      </tr>
    </>
  );
}

function Opinions() {
  return (
    <table className="paper-table hardship-paper hardship-paper-next">
      <tbody>
        <tr>
          {['行政（党组织）意见', '基层工会意见', '上级工会意见'].map((title) => (
            <td key={title} className="hardship-paper-opinion">
              {title}：
              <div>
                （盖章）
                <br />
                　　年　　月　　日
              </div>
            </td>
          ))}
        </tr>
      </tbody>
    </table>
  );
}

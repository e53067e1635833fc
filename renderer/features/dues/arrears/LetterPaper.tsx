import { Paper } from '#renderer/components/Paper.tsx';
import { type Day, formatMonth } from '#shared/calendar.ts';
import type { ReminderLetter } from '#shared/contract/dues.ts';
import { formatYuan, sum } from '#shared/money.ts';
import { uppercaseAmount } from '#shared/uppercase-amount.ts';
import { PaperFoot, paperDay } from '../notices/PaperFoot.tsx';
import { byYear, inTwoColumns, monthsOfOneYear } from './month-words.ts';

/** What all letters of one set say. */
export interface LetterTerms {
  day: Day;
  deadline: Day;
  payHow: string;
  contact: string;
  /** With the slip that comes back. */
  slip: boolean;
}

/** More months than this are put together by year, so that a letter stays on one page. */
const MONTHS_ONE_BY_ONE = 12;

/**
 * 会费催缴通知 to one member. It asks and explains; the rule about six months is quoted as it stands (没有正当理由、不参加组织生活、
 * 经教育拒不改正, decided by the union), and only to whom it may come to concern.
 */
export function LetterPaper({ letter, unit, terms }: { letter: ReminderLetter; unit: string; terms: LetterTerms }) {
  const { number, name, groupName, months, owed, sixInRow } = letter;
  const { day, deadline, payHow, contact, slip } = terms;
  const who = [number === '' ? '' : `编号 ${number}`, groupName].filter((part) => part !== '').join('，');
  return (
    <Paper title="会费催缴通知">
      <div className="dues-letter">
        <p className="dues-letter-to">
          {name} 同志{who === '' ? '' : `（${who}）`}：
        </p>
        <p>
          感谢您对工会工作的支持。经核对，截至{paperDay(day)}
          ，您有下列月份的会费还没有收到，可能是工资代扣遗漏或工作变动等原因，现将明细告知，请您核对。
        </p>
        <OwedTable letter={letter} />
        <p>
          以上 {months.length} 个月合计欠缴人民币 {formatYuan(owed)} 元（大写：{uppercaseAmount(owed)}），请在
          {paperDay(deadline)}前缴纳。{payHow !== '' && `缴费方式：${withStop(payHow)}`}
        </p>
        <p>
          如已缴纳、对金额有疑问，或者近期有困难，请与{contact === '' ? '工会' : contact}
          联系：有差错的当即更正，确有困难的可以按规定申请减免。
        </p>
        {sixInRow && (
          <p>
            按照工会章程的规定，没有正当理由连续六个月不交纳会费、不参加工会组织生活，经教育拒不改正的，视为自动退会。会籍不会因欠缴自行变更，工会会先与您谈话了解情况，再研究决定。
          </p>
        )}
        <PaperFoot unit={unit} day={day} />
        {slip && <ReplySlip name={name} />}
      </div>
    </Paper>
  );
}

function OwedTable({ letter: { months, owed } }: { letter: ReminderLetter }) {
  if (months.length > MONTHS_ONE_BY_ONE)
    return (
      <table className="paper-table">
        <thead>
          <tr>
            <th>年度</th>
            <th>欠缴月份</th>
            <th>月数</th>
            <th>欠缴金额（元）</th>
          </tr>
        </thead>
        <tbody>
          {byYear(months).map(({ year, lines }) => (
            <tr key={year}>
              <td className="dues-paper-center">{year}年</td>
              <td>{monthsOfOneYear(lines.map(({ month }) => month))}</td>
              <td className="dues-paper-center">{lines.length}</td>
              <td className="amount">{formatYuan(sum(lines.map((line) => line.owed)))}</td>
            </tr>
          ))}
          <tr>
            <td className="dues-paper-center">合计</td>
            <td />
            <td className="dues-paper-center">{months.length}</td>
            <td className="amount">{formatYuan(owed)}</td>
          </tr>
        </tbody>
      </table>
    );
  const heads = ['月份', '应缴', '已缴或减免', '欠缴'];
  const pairs: [Line, Line | undefined][] =
    months.length > 4 ? inTwoColumns(months) : months.map((line) => [line, undefined]);
  const twice = months.length > 4;
  return (
    <table className="paper-table">
      <thead>
        <tr>
          {(twice ? ['', '2'] : ['']).flatMap((side) => heads.map((head) => <th key={`${head}${side}`}>{head}</th>))}
        </tr>
      </thead>
      <tbody>
        {pairs.map(([left, right]) => (
          <tr key={left.month}>
            <LineCells line={left} />
            {twice && <LineCells line={right} />}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

type Line = ReminderLetter['months'][number];

function LineCells({ line }: { line: Line | undefined }) {
  if (!line)
    return (
      <>
        <td />
        <td />
        <td />
        <td />
      </>
    );
  const settled = sum([line.paid, line.waived]);
  return (
    <>
      <td className="dues-paper-center">{formatMonth(line.month)}</td>
      <td className="amount">{formatYuan(line.amount)}</td>
      <td className="amount">{settled === 0 ? '' : formatYuan(settled)}</td>
      <td className="amount">{formatYuan(line.owed)}</td>
    </>
  );
}

/** What comes back to the union; the member ticks one line and signs. */
function ReplySlip({ name }: { name: string }) {
  return (
    <div className="dues-slip">
      <p className="dues-slip-title">回　执</p>
      <p>{name} 已收到会费催缴通知（请在□内打√）：</p>
      <p>□ 将于　　　年　　月　　日前缴清</p>
      <p>□ 已经缴纳或对金额有疑问：＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿</p>
      <p>□ 有困难，申请减免或缓缴：＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿</p>
      <p className="dues-slip-sign">签名：　　　　　　　　　　年　　月　　日</p>
    </div>
  );
}

const withStop = (text: string) => (/[。！？]$/.test(text) ? text : `${text}。`);

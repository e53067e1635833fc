import { Fragment } from 'react';
import { Paper } from '#renderer/components/Paper.tsx';
import { type Day, monthNumber, yearOf } from '#shared/calendar.ts';
import type { DisclosedMonth, Disclosure, DisclosureRow } from '#shared/contract/dues.ts';
import { formatPeriod } from '#shared/dues-periods.ts';
import { formatYuan } from '#shared/money.ts';
import { PaperFoot, paperDay } from './PaperFoot.tsx';

export interface DisclosureTerms {
  /** First and last day on the notice board. */
  first: Day;
  last: Day;
  /** How the dues were used, in the union's own words. */
  use: string;
  contact: string;
}

/** More than six months, or amounts in more than four columns, need the sheet across. */
export function isWide({ months }: Disclosure, withAmounts: boolean): boolean {
  return months.length > (withAmounts ? 4 : 6);
}

/** 会费收缴公示 on paper: by groups, the head repeated on every sheet; a member's number is nobody's business here. */
export function DisclosurePaper(props: {
  disclosure: Disclosure;
  withAmounts: boolean;
  unit: string;
  terms: DisclosureTerms;
}) {
  const { disclosure, withAmounts, unit, terms } = props;
  const { months, rows, totals } = disclosure;
  const oneYear = months.every((month) => yearOf(month) === yearOf(months[0] ?? month));
  const columns = 2 + months.length + (withAmounts ? 1 : 0);
  return (
    <Paper
      title="会费收缴公示"
      landscape={isWide(disclosure, withAmounts)}
      unit={unit}
      period={formatPeriod(disclosure)}
      corner={withAmounts ? '单位：元' : `截至${paperDay(disclosure.asOf)}`}
    >
      <table
        className={`paper-table dues-disclosure${withAmounts && months.length > 8 ? ' dues-disclosure-dense' : ''}`}
      >
        <thead>
          <tr>
            <th className="dues-disclosure-number">序号</th>
            <th className="dues-disclosure-name">姓名</th>
            {months.map((month) => (
              <th key={month}>{oneYear ? `${monthNumber(month)}月` : month}</th>
            ))}
            {withAmounts && <th className="dues-disclosure-total">合计</th>}
          </tr>
        </thead>
        <tbody>
          {byGroup(rows).map(({ name, own }) => (
            <Fragment key={name}>
              <tr className="dues-disclosure-group">
                <td colSpan={columns}>
                  {name === '' ? '未分组' : name}（{own.length} 人）
                </td>
              </tr>
              {own.map(({ row, place }) => (
                <tr key={row.memberId}>
                  <td className="dues-paper-center">{place}</td>
                  <td>{row.name}</td>
                  {row.months.map((cell, index) => (
                    <td key={months[index]} className={withAmounts ? 'amount' : 'dues-paper-center'}>
                      {markOf(cell, withAmounts)}
                    </td>
                  ))}
                  {withAmounts && <td className="amount">{row.paid === 0 ? '' : formatYuan(row.paid)}</td>}
                </tr>
              ))}
            </Fragment>
          ))}
          <tr>
            <td />
            <td>合计 {disclosure.members} 人</td>
            {totals.map(({ month, members, paid }) => (
              <td key={month} className={withAmounts ? 'amount' : 'dues-paper-center'}>
                {withAmounts ? formatYuan(paid) : members}
              </td>
            ))}
            {withAmounts && <td className="amount">{formatYuan(disclosure.paid)}</td>}
          </tr>
        </tbody>
      </table>
      <div className="dues-notice-text">
        <p>
          {withAmounts
            ? `以上列出截至${paperDay(disclosure.asOf)}收到的会费，空格表示当月没有应缴，或还没有收到。`
            : `√ 表示当月会费已缴清，“部分”表示已缴一部分，空格表示当月没有应缴，或还没有收到。合计收到 ${formatYuan(disclosure.paid)} 元。`}
        </p>
        {terms.use !== '' && <p>会费使用情况：{terms.use}</p>}
        <p>
          公示期：{paperDay(terms.first)}至{paperDay(terms.last)}。对公示内容有疑问的，请在公示期内向
          {terms.contact === '' ? '工会' : terms.contact}反映。
        </p>
        <PaperFoot unit={unit} day={terms.first} />
      </div>
    </Paper>
  );
}

function markOf(cell: DisclosedMonth, withAmounts: boolean): string {
  if (cell === null) return '';
  if (withAmounts) return formatYuan(cell.paid);
  return cell.full ? '√' : '部分';
}

/** The rows come by groups; numbered through all of them. */
function byGroup(rows: readonly DisclosureRow[]): { name: string; own: { row: DisclosureRow; place: number }[] }[] {
  const groups: { name: string; own: { row: DisclosureRow; place: number }[] }[] = [];
  rows.forEach((row, index) => {
    const last = groups.at(-1);
    const entry = { row, place: index + 1 };
    if (last?.name === row.groupName) last.own.push(entry);
    else groups.push({ name: row.groupName, own: [entry] });
  });
  return groups;
}

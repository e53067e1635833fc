import { Paper } from '#renderer/components/Paper.tsx';
import { formatMonth } from '#shared/calendar.ts';
import type { Certificate, CertifiedMonth } from '#shared/contract/dues.ts';
import { formatYuan, sum } from '#shared/money.ts';
import { uppercaseAmount } from '#shared/uppercase-amount.ts';
import { byYear, inTwoColumns, monthsOfOneYear } from '../arrears/month-words.ts';
import { PaperFoot, paperDay } from './PaperFoot.tsx';

export type CertifiedBy = 'year' | 'month';

interface CertificatePaperProps {
  certificate: Certificate;
  unit: string;
  by: CertifiedBy;
  withReceipts: boolean;
}

/** 会费缴纳证明: what one member paid for which months, with the sum in 大写. It says nothing that is not in the books. */
export function CertificatePaper({ certificate, unit, by, withReceipts }: CertificatePaperProps) {
  const { number, name, groupName, from, to, months, paidMonths, paid, receipts, today } = certificate;
  const who = [number === '' ? '' : `编号 ${number}`, groupName].filter((part) => part !== '').join('，');
  const paidOnly = months.filter((month) => month.paid > 0);
  return (
    <Paper title="会费缴纳证明">
      <div className="dues-letter">
        <p>
          兹证明 {name} 同志{who === '' ? '' : `（${who}）`}，已向本工会缴纳{formatMonth(from)}至{formatMonth(to)}期间{' '}
          {paidMonths} 个月的工会会费，合计人民币 {formatYuan(paid)} 元（大写：{uppercaseAmount(paid)}）。明细如下：
        </p>
        {by === 'year' ? <YearTable months={paidOnly} /> : <MonthTable months={paidOnly} />}
        {withReceipts && (
          <p>
            收据：
            {receipts.length === 0
              ? '没有登记收据号。'
              : `${receipts.map((one) => `${one.number}（${one.day}，${formatYuan(one.amount)} 元）`).join('、')}。`}
          </p>
        )}
        <p>本证明按截至{paperDay(today)}的会费账目出具，只说明会费缴纳情况。</p>
        <PaperFoot unit={unit} day={today} seal />
      </div>
    </Paper>
  );
}

function YearTable({ months }: { months: readonly CertifiedMonth[] }) {
  return (
    <table className="paper-table">
      <thead>
        <tr>
          <th>年度</th>
          <th>缴费月份</th>
          <th>月数</th>
          <th>金额（元）</th>
        </tr>
      </thead>
      <tbody>
        {byYear(months).map(({ year, lines }) => (
          <tr key={year}>
            <td className="dues-paper-center">{year}年</td>
            <td>{monthsOfOneYear(lines.map(({ month }) => month))}</td>
            <td className="dues-paper-center">{lines.length}</td>
            <td className="amount">{formatYuan(sum(lines.map(({ paid }) => paid)))}</td>
          </tr>
        ))}
        <TotalRow months={months} />
      </tbody>
    </table>
  );
}

function TotalRow({ months }: { months: readonly CertifiedMonth[] }) {
  return (
    <tr>
      <td className="dues-paper-center">合计</td>
      <td />
      <td className="dues-paper-center">{months.length}</td>
      <td className="amount">{formatYuan(sum(months.map(({ paid }) => paid)))}</td>
    </tr>
  );
}

function MonthTable({ months }: { months: readonly CertifiedMonth[] }) {
  return (
    <table className="paper-table">
      <thead>
        <tr>
          <th>月份</th>
          <th>金额（元）</th>
          <th>月份</th>
          <th>金额（元）</th>
        </tr>
      </thead>
      <tbody>
        {inTwoColumns(months).map(([left, right]) => (
          <tr key={left.month}>
            <td className="dues-paper-center">{formatMonth(left.month)}</td>
            <td className="amount">{formatYuan(left.paid)}</td>
            <td className="dues-paper-center">{right && formatMonth(right.month)}</td>
            <td className="amount">{right && formatYuan(right.paid)}</td>
          </tr>
        ))}
        <tr>
          <td className="dues-paper-center">合计</td>
          <td className="amount" colSpan={3}>
            {formatYuan(sum(months.map(({ paid }) => paid)))}
          </td>
        </tr>
      </tbody>
    </table>
  );
}

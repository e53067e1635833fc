import type { PrintedVoucher } from '#shared/contract/ledger.ts';
import { type Fen, formatYuan, sum } from '#shared/money.ts';
import { uppercaseAmount } from '#shared/uppercase-amount.ts';
import { formsOf, ROW_LINES, type VoucherFormSheet } from './voucher-forms.ts';
import './voucher-print.css';

/** Height of one text line, mm; agrees with voucher-print.css. */
const LINE_MM = 5;
const ROWS_A_FORM = 7;

interface Form {
  voucher: PrintedVoucher;
  sheet: VoucherFormSheet;
}

/** 记账凭证 on paper, to be signed and bound with their papers: two forms on an A4 page, a long voucher on several. */
export function VoucherPaper({ vouchers, unit }: { vouchers: readonly PrintedVoucher[]; unit: string }) {
  const forms = vouchers.flatMap((voucher) => formsOf(voucher.entries).map((sheet): Form => ({ voucher, sheet })));
  const pages = forms.flatMap((form, index) => (index % 2 === 0 ? [[form, ...forms.slice(index + 1, index + 2)]] : []));
  return (
    <>
      {pages.map((page) => (
        <article key={page.map(keyOf).join(' ')} className="paper voucher-page">
          {page.map((form) => (
            <VoucherForm key={keyOf(form)} {...form} unit={unit} />
          ))}
        </article>
      ))}
    </>
  );
}

const keyOf = ({ voucher, sheet }: Form) => `${voucher.id}-${sheet.page}`;

function VoucherForm({ voucher, sheet, unit }: Form & { unit: string }) {
  const [year, month, day] = voucher.day.split('-').map(Number);
  const last = sheet.page === sheet.pages;
  return (
    <section className="voucher-form" aria-label={`${voucher.number} ${sheet.page}/${sheet.pages}`}>
      <h1>记账凭证</h1>
      <div className="voucher-form-above">
        <span>单位：{unit}</span>
        <span>{`${year} 年 ${month} 月 ${day} 日`}</span>
        <span>
          {voucher.number}
          {sheet.pages > 1 && ` ${sheet.page}/${sheet.pages}`}
          <i>{`附件 ${voucher.attachmentCount} 张`}</i>
        </span>
      </div>
      <table>
        <colgroup>
          <col className="voucher-form-summary" />
          <col className="voucher-form-general" />
          <col className="voucher-form-detail" />
          <col className="voucher-form-amount" />
          <col className="voucher-form-amount" />
        </colgroup>
        <thead>
          <tr>
            <th rowSpan={2}>摘要</th>
            <th colSpan={2}>会计科目</th>
            <th rowSpan={2}>借方金额</th>
            <th rowSpan={2}>贷方金额</th>
          </tr>
          <tr>
            <th>总账科目</th>
            <th>明细科目</th>
          </tr>
        </thead>
        <tbody>
          {sheet.rows.map(({ entry, general, detail, lines }) => (
            <tr key={entry.line} style={{ height: `${lines * LINE_MM}mm` }}>
              <td>{entry.summary}</td>
              <td>{general}</td>
              <td>{detail}</td>
              <Amount value={entry.debit} />
              <Amount value={entry.credit} />
            </tr>
          ))}
          {EMPTY_ROWS.slice(0, sheet.empty).map((row) => (
            <tr key={row} className="voucher-form-empty" style={{ height: `${ROW_LINES * LINE_MM}mm` }}>
              <td />
              <td />
              <td />
              {/* empty rows are struck through, so that nothing can be added (会计基础工作规范 第五十一条) */}
              {row === EMPTY_ROWS[0] && (
                <td colSpan={2} rowSpan={sheet.empty} className="voucher-form-struck">
                  <svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden>
                    <line x1="100" y1="0" x2="0" y2="100" vectorEffect="non-scaling-stroke" />
                  </svg>
                </td>
              )}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <td colSpan={3}>{last ? `合计（人民币大写） ${uppercaseAmount(voucher.amount)}` : '转下页'}</td>
            {last ? (
              <>
                <Amount value={voucher.amount} always />
                <Amount value={sum(voucher.entries.map((entry) => entry.credit))} always />
              </>
            ) : (
              <>
                <td />
                <td />
              </>
            )}
          </tr>
        </tfoot>
      </table>
      <div className="voucher-form-signatures">
        <Signature office="主管" name={voucher.chair} />
        <Signature office="审核" name={voucher.reviewedBy ?? ''} />
        <Signature office="出纳" name={voucher.cashier} />
        <Signature office="制单" name={voucher.preparedBy} />
      </div>
    </section>
  );
}

const EMPTY_ROWS: readonly number[] = Array.from({ length: ROWS_A_FORM }, (_, index) => index + 1);

function Amount({ value, always = false }: { value: Fen; always?: boolean }) {
  const text = value === 0 && !always ? '' : formatYuan(value);
  const classes = ['amount', value < 0 ? 'voucher-form-red' : '', text.length > 14 ? 'voucher-form-long' : ''];
  return <td className={classes.filter(Boolean).join(' ')}>{text}</td>;
}

function Signature({ office, name }: { office: string; name: string }) {
  return (
    <span>
      {office}：<i>{name}</i>
    </span>
  );
}

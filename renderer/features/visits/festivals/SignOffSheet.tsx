import { Paper } from '#renderer/components/Paper.tsx';
import type { ValueOf } from '#shared/contract/index.ts';
import { festivalTitle, type SignOffLine } from '#shared/contract/visits.ts';
import { formatYuan, plainYuan, sum } from '#shared/money.ts';
import { uppercaseAmount } from '#shared/uppercase-amount.ts';

type Sheet = ValueOf<'visits.readSignOffSheet'>;

/** Rows that stand on one page of A4 with a subtotal, and on the last one with the total and the signatures under them. */
const ROWS_A_PAGE = 18;

interface Part {
  key: string;
  groupName: string | undefined;
  lines: readonly SignOffLine[];
  /** Nothing of the same kind follows: the total, the remark and who answers for it stand here. */
  last: boolean;
}

const chunks = <T,>(rows: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(rows.length / size) }, (_, index) => rows.slice(index * size, (index + 1) * size));

/** The sheets in order: one for all or one a group, cut into pages where each page is summed. */
export function sheetsOf(
  lines: readonly SignOffLine[],
  { byGroup, pageSums }: { byGroup: boolean; pageSums: boolean },
): Part[] {
  const groups = byGroup ? [...Map.groupBy(lines, (line) => line.groupName).values()] : [lines];
  return groups.flatMap((rows) => {
    const groupName = byGroup ? rows[0]?.groupName || '未分组' : undefined;
    const pages = pageSums ? chunks(rows, ROWS_A_PAGE) : [rows];
    return pages.map((page, index) => ({
      key: `${groupName ?? ''} ${index}`,
      groupName,
      lines: page,
      last: index === pages.length - 1,
    }));
  });
}

interface SignOffSheetProps {
  sheet: Sheet;
  byGroup?: boolean;
  pageSums?: boolean;
}

/** 签领表: the sheet that is carried round to be signed, by groups, with its total in figures and in 大写. */
export function SignOffSheet({ sheet, byGroup = false, pageSums = false }: SignOffSheetProps) {
  const parts = sheetsOf(sheet.lines, { byGroup, pageSums });
  return (
    <>
      <style>{PAGE_NUMBERS}</style>
      {parts.map((part) => (
        <OneSheet key={part.key} sheet={sheet} part={part} pageSums={pageSums} />
      ))}
    </>
  );
}

/** Chromium counts the pages when it lays them out. */
const PAGE_NUMBERS = `@page { @bottom-center { content: '第 ' counter(page) ' 页 共 ' counter(pages) ' 页'; font-size: 9pt; font-family: FangSong, '仿宋', 'Noto Serif CJK SC', serif; } }`;

function OneSheet({ sheet, part, pageSums }: { sheet: Sheet; part: Part; pageSums: boolean }) {
  const { festival, unionName, resolutionTitle, lines } = sheet;
  const total = sum(lines.map((line) => line.amount));
  const here = sum(part.lines.map((line) => line.amount));
  const ofGroup =
    part.groupName === undefined ? lines : lines.filter((line) => (line.groupName || '未分组') === part.groupName);
  const groupTotal = sum(ofGroup.map((line) => line.amount));
  const returned = lines.filter((line) => line.returnedDay !== '').length;
  return (
    <Paper
      title={`${festivalTitle(festival.name)}签领表`}
      unit={`单位：${unionName}`}
      period={part.groupName ?? festival.day}
      corner={`凭证 ${festival.day.slice(0, 7)} ${festival.voucherNumber}  单位：元`}
      {...(part.last
        ? {
            signatures: ['经办', '验收/证明', '审核', '主席'],
            note: `${festival.reversed ? '凭证已冲销，本表作废。' : ''}全部 ${lines.length} 人，每人 ${formatYuan(festival.amountEach)} 元，合计 ${formatYuan(total)} 元（人民币 ${uppercaseAmount(total)}）。${returned > 0 ? `其中未领退回 ${returned} 人。` : ''}由他人代领的，代领人签本人姓名，并写明与本人的关系。`,
          }
        : {})}
    >
      <p className="sign-off-standard">
        <span>节日：{festival.festival === '' ? festival.name : festival.festival}</span>
        <span>慰问品：{festival.goods}</span>
        <span>标准：每人 {formatYuan(festival.amountEach)} 元</span>
        <span>人数：{lines.length} 人</span>
        {resolutionTitle !== '' && <span>依据：{resolutionTitle}</span>}
      </p>
      <table className="paper-table sign-off-sheet">
        <thead>
          <tr>
            <th className="sign-off-line">序号</th>
            <th className="sign-off-number">会员证号</th>
            <th className="sign-off-name">姓名</th>
            <th className="sign-off-group">部门/小组</th>
            <th className="sign-off-goods">慰问品</th>
            <th className="sign-off-amount">金额</th>
            <th className="sign-off-space">签名</th>
            <th className="sign-off-day">日期</th>
            <th className="sign-off-substitute">
              代领人
              <br />
              及关系
            </th>
          </tr>
        </thead>
        <tbody>
          {part.lines.map((line) => (
            <Line key={line.line} line={line} />
          ))}
          {pageSums && <SumRow title={`本页小计 ${part.lines.length} 人`} amount={formatYuan(here)} />}
          {part.last && part.groupName !== undefined && (
            <SumRow title={`${part.groupName}小计 ${ofGroup.length} 人`} amount={formatYuan(groupTotal)} />
          )}
          {part.last && part.groupName === undefined && (
            <SumRow title={`合计 ${lines.length} 人`} amount={formatYuan(total)} />
          )}
        </tbody>
      </table>
    </Paper>
  );
}

function Line({ line }: { line: SignOffLine }) {
  const bySubstitute = line.signedDay !== '' && line.signedBy !== line.name;
  return (
    <tr>
      <td className="paper-center">{line.line}</td>
      <td className="sign-off-small">{line.number}</td>
      <td>{line.name}</td>
      <td>{line.groupName}</td>
      <td className="sign-off-small">
        <div className="sign-off-clamp">{line.goods}</div>
      </td>
      <td className="amount">{plainYuan(line.amount)}</td>
      <td className="paper-center">{line.returnedDay !== '' ? '未领退回' : bySubstitute ? '' : line.signedBy}</td>
      <td className="paper-center sign-off-small">{line.signedDay || line.returnedDay}</td>
      <td>{bySubstitute ? [line.signedBy, line.signedRelation].filter((part) => part !== '').join(' ') : ''}</td>
    </tr>
  );
}

function SumRow({ title, amount }: { title: string; amount: string }) {
  return (
    <tr>
      <td />
      <td colSpan={4}>{title}</td>
      <td className="amount">{amount}</td>
      <td colSpan={3} />
    </tr>
  );
}

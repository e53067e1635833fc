import { Paper } from '#renderer/components/Paper.tsx';
import type { Day } from '#shared/calendar.ts';
import { type RosterLine, SEX_NAMES } from '#shared/contract/members.ts';

interface RosterPaperProps {
  lines: readonly RosterLine[];
  unit: string;
  day: Day;
  /** Each group begins a page of its own. */
  byGroup: boolean;
}

/** Widths in hundredths. */
const COLUMNS = [
  { title: '序号', width: 4.2 },
  { title: '编号', width: 5.6 },
  { title: '姓名', width: 6.6 },
  { title: '性别', width: 4.2 },
  { title: '出生日期', width: 7.8 },
  { title: '民族', width: 4.8 },
  { title: '学历', width: 6.8 },
  { title: '政治面貌', width: 7.4 },
  { title: '职务', width: 7.6 },
  { title: '身份证号', width: 14.4 },
  { title: '联系电话', width: 9.4 },
  { title: '会员证号', width: 7.6 },
  { title: '入会时间', width: 7.8 },
  { title: '备注', width: 5.8 },
] as const;

// in a row of the table, so that they go along with the last member to a new page and nobody signs an empty one
const SIGNATURES = ['工会主席', '组织委员', '制表'];

/** 会员花名册 on paper: the union and the day on every page, pages counted through. */
export function RosterPaper({ lines, unit, day, byGroup }: RosterPaperProps) {
  const sheets = byGroup ? groupsOf(lines) : [{ group: undefined, lines }];
  return (
    <>
      <style>{PAGE_NUMBERS}</style>
      {sheets.map(({ group, lines: own }) => (
        <Paper key={group ?? ''} title="工会会员花名册" landscape>
          <table className="paper-table roster-lines">
            <colgroup>
              {COLUMNS.map(({ title, width }) => (
                <col key={title} style={{ width: `${width}%` }} />
              ))}
            </colgroup>
            <thead>
              <tr className="roster-running">
                <th colSpan={COLUMNS.length}>
                  <div>
                    <span>单位：{unit}</span>
                    {group !== undefined && <span>工会小组：{group}</span>}
                    <span>{day}</span>
                  </div>
                </th>
              </tr>
              <tr>
                {COLUMNS.map(({ title }) => (
                  <th key={title}>{title}</th>
                ))}
              </tr>
            </thead>
            <tbody>
              {own.map((line, index) => (
                <tr key={line.id}>
                  <td className="paper-center">{index + 1}</td>
                  <td>{line.number}</td>
                  <td>{line.name}</td>
                  <td className="paper-center">{line.sex && SEX_NAMES[line.sex]}</td>
                  <td className="paper-center roster-number">{line.birthday}</td>
                  <td className="paper-center">{line.ethnicity}</td>
                  <td>{line.education}</td>
                  <td>{line.political}</td>
                  <td>{line.post}</td>
                  <td className="paper-center roster-number">{line.idNumber}</td>
                  <td className="paper-center roster-number">{line.phone}</td>
                  <td>{line.cardNumber}</td>
                  <td className="paper-center roster-number">{line.joined}</td>
                  <td>{line.note}</td>
                </tr>
              ))}
              <tr className="roster-closing">
                <td colSpan={COLUMNS.length}>
                  共 {own.length} 人，其中女 {own.filter(({ sex }) => sex === 'female').length} 人。
                  <div className="paper-signatures">
                    {SIGNATURES.map((name) => (
                      <span key={name}>
                        {name}：<i />
                      </span>
                    ))}
                  </div>
                </td>
              </tr>
            </tbody>
          </table>
        </Paper>
      ))}
    </>
  );
}

/** In the foot of every page; the printer counts. */
const PAGE_NUMBERS = `@page { @bottom-center { content: "第 " counter(page) " 页 共 " counter(pages) " 页"; font-size: 9pt; } }`;

/** By the name of the group, those without one last. */
function groupsOf(lines: readonly RosterLine[]): { group: string; lines: RosterLine[] }[] {
  const groups = Map.groupBy(lines, ({ groupName }) => groupName);
  return [...groups]
    .sort(([a], [b]) => (a === '' ? 1 : b === '' ? -1 : a.localeCompare(b, 'zh-CN')))
    .map(([group, own]) => ({ group: group === '' ? '没有小组' : group, lines: own }));
}

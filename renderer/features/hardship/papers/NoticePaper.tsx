import { Paper } from '#renderer/components/Paper.tsx';
import { type NoticeSheet, TEXT_KIND_NAMES } from '#shared/contract/hardship.ts';

/** 公示单: name, department and category, the period, and where to object; nothing else of a family. */
export function NoticePaper({ sheet }: { sheet: NoticeSheet }) {
  const { unit, paragraphs, rows, from, until, workingDays, contact } = sheet;
  return (
    <Paper title={TEXT_KIND_NAMES.notice}>
      <div className="hardship-letter">
        {paragraphs.map((paragraph) => (
          <p key={paragraph}>{paragraph}</p>
        ))}
        <table className="paper-table hardship-notice-table">
          <thead>
            <tr>
              <th>序号</th>
              <th>姓名</th>
              <th>部门</th>
              <th>拟认定类别</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: masked names may be the same
              <tr key={index}>
                <td>{index + 1}</td>
                <td>{row.name}</td>
                <td>{row.groupName}</td>
                <td>{row.category}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <p>
          公示期：{from} 起 {workingDays} 个工作日，到 {until} 止。
        </p>
        <p>反映意见：{contact === '' ? '＿＿＿＿＿＿＿＿＿＿＿＿（地点、电话）' : contact}</p>
        <div className="hardship-notice-foot">
          <div>{unit}</div>
          <div>{from}</div>
        </div>
      </div>
    </Paper>
  );
}

import { call } from '#renderer/app/client.ts';
import { DataTable } from '#renderer/components/DataTable.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { useWindow } from '#renderer/components/use-window.ts';

/** Who did what, when: every row chained to the one before it. */
export function TrailSettings() {
  const rows = useWindow((offset, limit) => call('union.listTrail', { offset, limit }), 'trail');
  const value = rows.reply;
  return (
    <>
      {value && (
        <Notice tone={value.intact ? 'info' : 'red'}>
          {value.intact
            ? `共 ${value.total} 条，链条完整，链尾 ${value.head.slice(0, 16)}…（印在送审包封面）。`
            : '操作留痕的链条断了：账本可能被别的程序改过，请从备份里打开最近一份完好的账本。'}
        </Notice>
      )}
      <DataTable
        label="操作留痕"
        source={rows}
        rowKey={(row) => String(row.sequence)}
        columns={[
          { key: 'sequence', title: '序号', width: 80, align: 'right', render: (row) => row.sequence },
          { key: 'at', title: '时间', width: 170, render: (row) => localTime(row.at) },
          { key: 'operator', title: '经办人', width: 100, render: (row) => row.operator },
          { key: 'what', title: '操作', width: 180, render: (row) => row.what },
          { key: 'label', title: '对象', render: (row) => row.label },
        ]}
      />
    </>
  );
}

/** An instant as the office clock showed it, in the order that days have everywhere here: `2026-03-05 14:02:11`. */
function localTime(at: string): string {
  // the one locale that writes it so
  return new Date(at).toLocaleString('sv-SE');
}

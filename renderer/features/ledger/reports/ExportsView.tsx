import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useAllowed } from '#renderer/app/session.ts';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { Page } from '#renderer/components/Page.tsx';
import type { LedgerFrame } from '../words.ts';
import { ExportProgress } from './ExportProgress.tsx';
import { useExport } from './export-job.ts';

/** 账簿导出: the whole ledger, at any time, in forms that other programs read. */
export function ExportsView({ frame, bar }: { frame: LedgerFrame; bar: ReactNode }) {
  const mayExport = useAllowed('ledger.exportWorkbook');
  const exporting = useExport();
  return (
    <Page {...frame} state="账是您的：随时可以整本导出，换软件、交接、存档都用得上" filters={bar}>
      <ExportProgress />
      {!mayExport && <EmptyState title="只有记账人可以导出账簿">经审会查阅时可以看账表和打印。</EmptyState>}
      {mayExport && (
        <div className="report-exports">
          <section className="sheet" aria-label="全部账簿数据">
            <h2>全部账簿数据（xlsx）</h2>
            <p>科目表、年初余额，各年的凭证、分录和各月余额，用 Excel、WPS 打开；首页有借贷核对。</p>
            <Button type="primary" loading={exporting.busy} onClick={() => void exporting.run('workbook')}>
              导出全部账簿数据
            </Button>
          </section>
          <section className="sheet" aria-label="纯文本账簿">
            <h2>纯文本账簿</h2>
            <p>
              一次写两份：“账簿.journal”供 hledger 读，“账簿.beancount”供 Beancount
              读；一张凭证一笔，专项资金和来源都带着，长期存档不依赖任何软件。
            </p>
            <Button loading={exporting.busy} onClick={() => void exporting.run('journal')}>
              导出纯文本账簿
            </Button>
          </section>
        </div>
      )}
    </Page>
  );
}

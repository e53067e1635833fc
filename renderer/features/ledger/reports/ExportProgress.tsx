import { bridge } from '#renderer/app/client.ts';
import { JobProgress } from '#renderer/components/JobProgress.tsx';
import { useTell } from '#renderer/components/use-tell.ts';
import { useBooksKey, useExportJob } from './export-job.ts';

/** The export that is under way, with its progress and a button to cancel it; nothing when there is none. */
export function ExportProgress() {
  const { running, end, fail } = useExportJob();
  const books = useBooksKey();
  const tell = useTell();
  if (running?.books !== books) return null;
  return (
    <JobProgress
      key={running.job}
      job={running.job}
      title="正在导出"
      onDone={(result) => {
        end();
        if (result.kind !== 'ledgerExport') return;
        tell.done(`已导出为「${result.fileName}」，共 ${result.rows} 行。`);
        void bridge().showFolder(result.folder);
      }}
      onCancelled={() => {
        end();
        tell.done('已取消，没有留下不完整的文件');
      }}
      onFailed={fail}
    />
  );
}

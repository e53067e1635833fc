import { create } from 'zustand';
import { bridge, call } from '#renderer/app/client.ts';
import { useSession } from '#renderer/app/session.ts';
import { useAction } from '#renderer/app/use-call.ts';
import { useTell, useTellProblem } from '#renderer/components/use-tell.ts';
import type { ReportChoice } from '#shared/contract/ledger.ts';

interface ExportJob {
  /** The export that is being written; it goes on while other pages are looked at. `books` tells whose it is. */
  running: { books: string; job: string; failed: boolean } | undefined;
  begin: (books: string, job: string) => void;
  end: () => void;
  /** Its sentence stays until the next attempt. */
  fail: () => void;
}

export const useExportJob = create<ExportJob>()((set) => ({
  running: undefined,
  begin: (books, job) => set({ running: { books, job, failed: false } }),
  end: () => set({ running: undefined }),
  fail: () => set(({ running }) => ({ running: running && { ...running, failed: true } })),
}));

/** Which books are open, so that a progress line never shows in others. */
export function useBooksKey(): string {
  return useSession(({ status }) => `${status?.open?.folder ?? ''}/${status?.open?.name ?? ''}`);
}

/** Asks for a folder and exports: a report, or the whole ledger as workbook or as text. */
export function useExport(): { busy: boolean; run: (what: ReportChoice | 'workbook' | 'journal') => Promise<boolean> } {
  const books = useBooksKey();
  const begin = useExportJob((state) => state.begin);
  const tell = useTell();
  const action = useAction(async (what: ReportChoice | 'workbook' | 'journal') => {
    const picked = await bridge().pickFolder();
    if (!picked) return;
    const { folder, display } = picked;
    if (what === 'journal') {
      const { files, vouchers } = await call('ledger.exportJournal', { folder });
      tell.done(`已把 ${vouchers} 张凭证导出为「${files.join('」「')}」，在“${display}”。`);
      return;
    }
    const made =
      what === 'workbook'
        ? await call('ledger.exportWorkbook', { folder })
        : await call('ledger.exportReport', { report: what, folder });
    if ('job' in made) begin(books, made.job);
    else tell.done(`已导出为「${made.fileName}」，在“${display}”。`);
  });
  useTellProblem(action.problem);
  return { busy: action.busy, run: action.run };
}

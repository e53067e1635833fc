import { bridge } from '#renderer/app/client.ts';
import { useAction } from '#renderer/app/use-call.ts';
import { useTell, useTellProblem } from './use-tell.ts';

/**
 * 存为 Excel: asks for a folder, writes, says under which name.
 * @param write gets the token of the folder
 */
export function useExport(write: (folder: string) => Promise<{ fileName: string }>): {
  run: () => void;
  busy: boolean;
} {
  const tell = useTell();
  const action = useAction(async () => {
    const folder = await bridge().pickFolder();
    if (!folder) return;
    const { fileName } = await write(folder.folder);
    tell.done(`已存为「${fileName}」。`);
  });
  useTellProblem(action.problem);
  return { run: () => void action.run(), busy: action.busy };
}

import { useEffect, useRef, useState } from 'react';
import { call, messageOf } from '#renderer/app/client.ts';
import type { HardshipRecord } from '#shared/contract/hardship.ts';

export interface OpenedFile {
  file: HardshipRecord | undefined;
  /** The sentence of a refusal. */
  problem: string | undefined;
  /** Takes over the record that a save gave back. */
  change: (file: HardshipRecord) => void;
}

/**
 * Opens a file once: every opening is on the trail, so it is never read again to refresh. What is saved comes in by `change`.
 * @param known the record, where it has just been made and need not be opened
 */
export function useOpenedFile(id: string, known: HardshipRecord | undefined): OpenedFile {
  const [file, setFile] = useState(known);
  const [problem, setProblem] = useState<string>();
  const asked = useRef<string>(known?.id);
  useEffect(() => {
    // a remount in strict mode is no second look into the file
    if (asked.current === id) return;
    asked.current = id;
    call('hardship.open', { id }).then(setFile, (error: unknown) => setProblem(messageOf(error)));
  }, [id]);
  return { file, problem, change: setFile };
}

import { type ReactNode, useRef, useState } from 'react';
import { useDelayed } from '#renderer/app/use-call.ts';
import { JobProgress } from '#renderer/components/JobProgress.tsx';

let readings = 0;

/**
 * Follows the reading of a file that may be long.
 * @returns `read` runs a call under an id that it hands on as `job`; `progress` shows how far it is, with a button to stop it
 */
export function useReading(title: string): {
  read: <T>(work: (job: string) => Promise<T>) => Promise<T>;
  progress: ReactNode;
} {
  const [job, setJob] = useState<string>();
  const late = useDelayed(job !== undefined);
  const latest = useRef<string>(undefined);
  const read = async <T,>(work: (job: string) => Promise<T>): Promise<T> => {
    readings += 1;
    const own = `reading-${Date.now()}-${readings}`;
    latest.current = own;
    setJob(own);
    try {
      return await work(own);
    } finally {
      if (latest.current === own) setJob(undefined);
    }
  };
  const progress = late && job !== undefined && (
    // how the reading ended is told by the call itself
    <JobProgress key={job} job={job} title={title} onDone={() => undefined} />
  );
  return { read, progress };
}

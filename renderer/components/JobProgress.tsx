import { Button, Progress } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { call, messageOf } from '#renderer/app/client.ts';
import type { JobResult, JobState } from '#shared/contract/books.ts';
import { sentenceOf } from '#shared/errors.ts';
import { Notice } from './Notice.tsx';

const POLL_MS = 200;

interface JobProgressProps {
  /** The id that the starting operation replied with. */
  job: string;
  /** What is being done: `正在生成送审包`. */
  title: string;
  onDone: (result: JobResult) => void;
  /** After the job was cancelled; what was begun is gone. */
  onCancelled?: () => void;
  /** After it failed; the sentence is shown here already. */
  onFailed?: () => void;
}

/** Follows a long job: how far it is, what it is at, and a button to cancel it. */
export function JobProgress({ job, title, onDone, onCancelled, onFailed }: JobProgressProps) {
  const [state, setState] = useState<JobState>();
  const [problem, setProblem] = useState<string>();
  const [cancelling, setCancelling] = useState(false);
  const told = useRef({ onDone, onCancelled, onFailed });
  told.current = { onDone, onCancelled, onFailed };

  useEffect(() => {
    let gone = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const poll = async () => {
      try {
        const next = await call('jobs.read', { job });
        if (gone) return;
        setState(next);
        if (next.state === 'running') timer = setTimeout(poll, POLL_MS);
        else if (next.state === 'done') told.current.onDone(next.result);
        else if (next.state === 'cancelled') told.current.onCancelled?.();
        else told.current.onFailed?.();
      } catch (error) {
        if (gone) return;
        setProblem(messageOf(error));
        told.current.onFailed?.();
      }
    };
    poll();
    return () => {
      gone = true;
      clearTimeout(timer);
    };
  }, [job]);

  const cancel = async () => {
    setCancelling(true);
    try {
      await call('jobs.cancel', { job });
    } catch (error) {
      setProblem(messageOf(error));
      setCancelling(false);
    }
  };
  const running = state?.state === 'running' ? state : undefined;
  const percent = state?.state === 'done' ? 100 : running?.total ? Math.floor((running.done / running.total) * 100) : 0;
  return (
    <section className="job" aria-label={title} aria-busy={problem === undefined && (!state || running !== undefined)}>
      <div className="job-line">
        <strong>{title}</strong>
        <span className="job-label" role="status">
          {cancelling && running ? '正在取消' : labelOf(state)}
        </span>
        {(running || !state) && problem === undefined && (
          <Button disabled={cancelling || !running} onClick={cancel}>
            取消
          </Button>
        )}
      </div>
      <Progress percent={percent} size="small" status="normal" aria-label={title} />
      <Notice tone="red">{problem ?? (state?.state === 'failed' ? sentenceOf(state.error) : undefined)}</Notice>
    </section>
  );
}

function labelOf(state: JobState | undefined): string {
  if (!state) return '';
  if (state.state === 'running') return state.label;
  return { done: '已完成', failed: '没有完成', cancelled: '已取消' }[state.state];
}

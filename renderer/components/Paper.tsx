import type { ReactNode } from 'react';

interface PaperProps {
  title: string;
  /** Left above the table: `单位:滨江实验学校工会委员会`. */
  unit?: ReactNode;
  /** Middle above the table: the month or day it is for. */
  period?: ReactNode;
  /** Right above the table; amounts are in yuan unless it says otherwise. */
  corner?: ReactNode;
  landscape?: boolean;
  /** Who signs at the foot, in order: `['经办人', '审核', '主席审批']`. */
  signatures?: readonly string[];
  /** A remark under the table. */
  note?: ReactNode;
  /** Tables with the class `paper-table`; their head repeats on every page. */
  children: ReactNode;
}

/** One printed document: A4, 宋体 title, 仿宋 text, lines to sign on. Hand it to `PrintButtons`. */
export function Paper({ title, unit, period, corner, landscape = false, signatures = [], note, children }: PaperProps) {
  return (
    <article className={landscape ? 'paper paper-landscape' : 'paper'}>
      <h1>{title}</h1>
      <div className="paper-above">
        <span>{unit}</span>
        <span>{period}</span>
        <span>{corner}</span>
      </div>
      {children}
      {note && <p className="paper-note">{note}</p>}
      {signatures.length > 0 && (
        <div className="paper-signatures">
          {signatures.map((name) => (
            <span key={name}>
              {name}:<i />
            </span>
          ))}
        </div>
      )}
    </article>
  );
}

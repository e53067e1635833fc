import type { Attachment } from '#shared/contract/ledger.ts';
import { dayOfInstant } from './content.ts';

/** What was taken off the voucher, by whom, when and why; it can still be looked at. */
export function RemovedList({
  attachments,
  onOpen,
}: {
  attachments: readonly Attachment[];
  onOpen: (id: string) => void;
}) {
  if (attachments.length === 0) return null;
  return (
    <ul className="attachments-removed" aria-label="已移除的附件">
      {attachments.map(({ id, name, removed }) => (
        <li key={id}>
          {removed && `${dayOfInstant(removed.at)} ${removed.by}移除`}
          <button type="button" className="quiet-button attachments-link" onClick={() => onOpen(id)}>
            {name}
          </button>
          {removed && `原因：${removed.reason}`}
        </li>
      ))}
    </ul>
  );
}

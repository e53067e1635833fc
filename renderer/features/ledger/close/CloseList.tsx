import { CheckCircleOutlined, CloseCircleOutlined, ExclamationCircleOutlined } from '@ant-design/icons';
import type { CloseItem } from '#shared/contract/ledger.ts';

/** The checks before closing: green for done, amber for worth a look, red for what bars it. */
export function CloseList({ items }: { items: readonly CloseItem[] }) {
  return (
    <ul className="close-list">
      {items.map((item) => (
        <li key={item.label} className={`close-item close-${kindOf(item)}`}>
          {item.ok ? (
            <CheckCircleOutlined aria-label="通过" />
          ) : item.blocking ? (
            <CloseCircleOutlined aria-label="不能结账" />
          ) : (
            <ExclamationCircleOutlined aria-label="请留意" />
          )}
          <span className="close-label">{item.label}</span>
          <span className="close-detail">{item.detail}</span>
        </li>
      ))}
    </ul>
  );
}

function kindOf({ ok, blocking }: CloseItem): 'ok' | 'barred' | 'look' {
  if (ok) return 'ok';
  return blocking ? 'barred' : 'look';
}

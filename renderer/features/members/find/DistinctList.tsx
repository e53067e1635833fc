import { Button } from 'antd';
import type { DistinctPair, MemberRow } from '#shared/contract/members.ts';

interface DistinctListProps {
  pairs: readonly DistinctPair[];
  /** Gets the two ids. */
  onTakeBack?: (ids: string[]) => void;
}

/** The pairs of which somebody said that they are two people; each can be taken back. */
export function DistinctList({ pairs, onTakeBack }: DistinctListProps) {
  if (pairs.length === 0) return null;
  return (
    <details className="members-distinct">
      <summary>{`已标记不是同一个人的 ${pairs.length} 对`}</summary>
      <ul>
        {pairs.map(({ first, second, operator }) => (
          <li key={`${first.id} ${second.id}`}>
            <span>{`${nameOf(first)} 和 ${nameOf(second)}`}</span>
            <span className="members-hint">{operator}</span>
            {onTakeBack && (
              <Button
                size="small"
                aria-label={`撤回 ${nameOf(first)} 和 ${nameOf(second)}`}
                onClick={() => onTakeBack([first.id, second.id])}
              >
                撤回
              </Button>
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}

const nameOf = ({ number, name }: MemberRow) => [number, name].filter(Boolean).join(' ');

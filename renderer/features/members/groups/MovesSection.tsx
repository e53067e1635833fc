import { useCall } from '#renderer/app/use-call.ts';
import { Notice } from '#renderer/components/Notice.tsx';

/** 小组调动 of one member, the newest first; nothing while there was none. */
export function MovesSection({ memberId }: { memberId: string }) {
  const { value: moves = [], error } = useCall('members.listMemberMoves', { id: memberId });
  if (error !== undefined) return <Notice tone="red">{error}</Notice>;
  if (moves.length === 0) return null;
  const newestFirst = moves.map((move, index) => ({ ...move, index })).reverse();
  return (
    <section aria-label="小组调动">
      <h2>小组调动</h2>
      <ul className="members-history">
        {newestFirst.map(({ index, day, from, to, ground, operator }) => (
          <li key={index}>
            <span className="day">{day}</span>
            <span className="what">
              {from || '未分组'} → {to || '未分组'}
            </span>
            <span className="ground">{ground}</span>
            <span>{operator}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

import { Button } from 'antd';
import { call } from '#renderer/app/client.ts';
import { useAllowed } from '#renderer/app/session.ts';
import { useAction } from '#renderer/app/use-call.ts';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { RecordDrawer } from '#renderer/components/RecordDrawer.tsx';
import type { MatchSuggestion } from '#shared/contract/ledger.ts';
import { keyOfEntry, movement } from './bank-columns.tsx';
import { groupOf } from './match-group.ts';

/** Groups that may be the same money, one by one, each with its reason. */
export function SuggestionDrawer({
  suggestions,
  onClose,
}: {
  suggestions: readonly MatchSuggestion[];
  onClose: () => void;
}) {
  const mayKeep = useAllowed('ledger.matchLines');
  const match = useAction((suggestion: MatchSuggestion) =>
    call('ledger.matchLines', { groups: [groupOf(suggestion)] }),
  );
  return (
    <RecordDrawer open title="可能是同一笔钱" problem={match.problem} onClose={onClose}>
      {suggestions.length === 0 && <EmptyState title="没有要逐组核对的了" />}
      {suggestions.map((suggestion) => (
        <section key={keyOf(suggestion)} className="bank-group" aria-label={suggestion.reason}>
          <div>
            <ul>
              {suggestion.lines.map((line) => (
                <li key={line.id}>
                  银行 {line.day} {movement(line.amount)} {line.summary} {line.counterparty}
                </li>
              ))}
              {suggestion.entries.map((entry) => (
                <li key={keyOfEntry(entry)}>
                  账上 {entry.day} {entry.number} {movement(entry.amount)} {entry.summary}
                </li>
              ))}
            </ul>
            <p>{suggestion.reason}</p>
          </div>
          {mayKeep && (
            <Button size="small" disabled={match.busy} onClick={() => void match.run(suggestion)}>
              勾对
            </Button>
          )}
        </section>
      ))}
    </RecordDrawer>
  );
}

const keyOf = ({ lines, entries }: MatchSuggestion) =>
  [...lines.map(({ id }) => id), ...entries.map(keyOfEntry)].join(' ');

import { Verdict } from '#renderer/components/Verdict.tsx';
import { TRANSFER_STATE_NAMES, type TransferList } from '#shared/contract/visits.ts';

/** The state of a list. */
export function TransferTag({ list: { state } }: { list: TransferList }) {
  const tone = state === 'open' ? 'amber' : state === 'paid' ? 'teal' : 'neutral';
  return <Verdict tone={tone}>{TRANSFER_STATE_NAMES[state]}</Verdict>;
}

import { Money } from '#renderer/components/Money.tsx';
import { Verdict } from '#renderer/components/Verdict.tsx';
import type { ReconcileLine } from '#shared/contract/visits.ts';

const SIGNS: Partial<Record<ReconcileLine['kind'], string>> = { plus: '加：', minus: '减：' };

/** From the records to the ledger, line by line, with what is left. */
export function ReconcileTable({ title, lines }: { title: string; lines: readonly ReconcileLine[] }) {
  return (
    <section className="reports-reconcile">
      <h2>{title}</h2>
      <table aria-label={title}>
        <tbody>
          {lines.map(({ kind, label, amount, note }) => (
            <tr key={label} className={`reports-line-${kind}`}>
              <th scope="row">
                {SIGNS[kind]}
                {label}
              </th>
              <td className="reports-amount">
                <Money value={amount} strong={kind === 'sum' || kind === 'ledger'} />
              </td>
              <td>
                {kind === 'difference' ? (
                  <Verdict tone={amount === 0 ? 'teal' : 'red'}>
                    {amount === 0 ? '相符' : '不符，请逐张核对慰问凭证'}
                  </Verdict>
                ) : (
                  note
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

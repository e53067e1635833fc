import { useCall } from '#renderer/app/use-call.ts';
import { Notice } from '#renderer/components/Notice.tsx';
import { RecordDrawer } from '#renderer/components/RecordDrawer.tsx';
import type { LevyPreview, LevyPreviewRow } from '#shared/contract/dues.ts';
import { formatPeriod } from '#shared/dues-periods.ts';

/** One member of a levy that is to be made: the sum step by step. */
export function PreviewDrawer({
  row,
  preview,
  onClose,
}: {
  row: LevyPreviewRow;
  preview: LevyPreview;
  onClose: () => void;
}) {
  const { month, period, wageMonth } = preview;
  const { value, error } = useCall('dues.explainPreview', {
    memberId: row.memberId,
    month,
    period,
    ...(wageMonth === undefined ? {} : { wageMonth }),
  });
  return (
    <RecordDrawer open title={`${row.name} ${formatPeriod(period)}会费`} onClose={onClose}>
      <Notice tone="red">{error}</Notice>
      {value && (
        <ol className="dues-steps-list" aria-label="应收怎么算的">
          {value.steps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
      )}
      {row.note !== '' && <p className="dues-hint">{row.note}</p>}
    </RecordDrawer>
  );
}

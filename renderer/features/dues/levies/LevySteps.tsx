import { useCall } from '#renderer/app/use-call.ts';
import { Notice } from '#renderer/components/Notice.tsx';
import { formatYuan } from '#shared/money.ts';

/** How the sum of a levy came about, step by step, and whether the wage has changed since. */
export function LevySteps({ levyId }: { levyId: string }) {
  const { value, error } = useCall('dues.explainLevy', { levyId });
  return (
    <section className="dues-steps">
      <Notice tone="red">{error}</Notice>
      <Notice tone="amber">
        {value?.levy.wageNow !== undefined &&
          `工资已变：现在登记的计费工资是 ${formatYuan(value.levy.wageNow)} 元。已计提的不会跟着变；要按新工资收，先撤回计提再补计提。`}
      </Notice>
      {value && (
        <>
          <h3>应收怎么算的</h3>
          <ol aria-label="应收怎么算的">
            {value.steps.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
        </>
      )}
    </section>
  );
}

import { Notice } from '#renderer/components/Notice.tsx';
import type { AidCheck } from '#shared/contract/hardship.ts';
import { formatYuan } from '#shared/money.ts';

/** What the family had this year and what the limits leave; amber where an approval is needed, red where nothing helps. */
export function LimitFindings({ check }: { check: AidCheck }) {
  const { year, times, findings } = check;
  const quiet = findings.filter(({ exceeded }) => !exceeded);
  return (
    <div className="aid-limits">
      <p>
        这一户本年已发 {times} 笔，{formatYuan(year)} 元。
        {quiet.length > 0 && `${quiet.map(({ sentence }) => sentence).join('；')}。`}
      </p>
      {findings
        .filter(({ exceeded }) => exceeded)
        .map(({ limitId, sentence, over }) => (
          <Notice key={limitId} tone={over === 'barred' ? 'red' : 'amber'}>
            {`${sentence}。这笔超过限额，${over === 'barred' ? '不能发放，请减少金额。' : '确需发放请写审批依据。'}`}
          </Notice>
        ))}
    </div>
  );
}

import { CheckCircleOutlined, ExclamationCircleOutlined, WarningOutlined } from '@ant-design/icons';
import type { StandardCheck } from '#shared/contract/visits.ts';

/** What the standards in force say to this visit: fine, over (a ground is needed), or not allowed at all. */
export function StandardSentences({ check, error }: { check: StandardCheck | undefined; error?: string | undefined }) {
  if (error !== undefined) return <p className="standard-line standard-red">{error}</p>;
  if (check === undefined)
    return <p className="standard-line standard-wait">选好会员、类别、形式和金额，这里对照现行标准。</p>;
  return (
    <ul className="standard-lines" aria-label="慰问标准">
      {check.findings.map((finding) => {
        const tone = finding.ok ? 'teal' : finding.bars ? 'red' : 'amber';
        const Icon = finding.ok ? CheckCircleOutlined : finding.bars ? ExclamationCircleOutlined : WarningOutlined;
        return (
          <li key={finding.sentence} className={`standard-line standard-${tone}`}>
            <Icon aria-hidden />
            <span>{finding.sentence}</span>
          </li>
        );
      })}
      {check.remark && <li className="standard-line standard-wait">{check.remark}</li>}
    </ul>
  );
}

import { ArrowLeftOutlined } from '@ant-design/icons';
import { Button, Radio } from 'antd';
import type { LedgerTab } from '../words.ts';
import { REPORTS, type ReportKey } from './views.ts';

interface ReportBarProps {
  value: ReportKey;
  onChoose: (key: ReportKey) => void;
  /** What the way back leads to; undefined where nothing was opened from a report. */
  back: string | undefined;
  onBack: () => void;
  /** Goes to another tab, for the reports that stand there. */
  onTab: (tab: LedgerTab) => void;
}

/** Which report; the arrow keys go from one to the next. */
export function ReportBar({ value, onChoose, back, onBack, onTab }: ReportBarProps) {
  return (
    <div className="report-bar">
      {back !== undefined && (
        <Button icon={<ArrowLeftOutlined aria-hidden />} onClick={onBack}>
          {`返回${back}`}
        </Button>
      )}
      <Radio.Group
        aria-label="账表"
        optionType="button"
        value={value}
        options={REPORTS.map(({ key, label }) => ({ value: key, label }))}
        onChange={(event) => onChoose(event.target.value)}
      />
      <button type="button" className="quiet-button ledger-link" onClick={() => onTab('funds')}>
        专项资金表
      </button>
      <button type="button" className="quiet-button ledger-link" onClick={() => onTab('budget')}>
        预算执行表
      </button>
    </div>
  );
}

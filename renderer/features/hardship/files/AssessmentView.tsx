import { useState } from 'react';
import { DataTable } from '#renderer/components/DataTable.tsx';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { Money } from '#renderer/components/Money.tsx';
import type { HardshipRecord, KeptAssessment } from '#shared/contract/hardship.ts';
import { AssessmentSteps, suggestionName } from './AssessmentSteps.tsx';

/** 测算: the computation the file rests on, and every one before it, so that yearly reviews can be compared. */
export function AssessmentView({ file }: { file: HardshipRecord }) {
  const [shown, setShown] = useState(0);
  const kept = file.assessments[shown] ?? file.assessments[0];
  return (
    <div className="hardship-form">
      <div>
        <h2>测算记录</h2>
        <DataTable
          label="测算记录"
          rows={file.assessments.map((row, index) => ({ ...row, index }))}
          rowKey={(row) => String(row.index)}
          selectedKey={String(shown)}
          maxHeight={420}
          empty={<EmptyState title="还没有测算记录">保存家庭收支以后，这里留下每一次的测算。</EmptyState>}
          columns={[
            {
              key: 'day',
              title: '测算日期',
              width: 108,
              render: (row) => (
                <button type="button" className="text-button" onClick={() => setShown(row.index)}>
                  {row.day}
                </button>
              ),
            },
            { key: 'people', title: '人口', width: 64, align: 'right', render: (row) => row.people },
            {
              key: 'perHead',
              title: '月人均',
              width: 120,
              align: 'right',
              render: (row) => <Money value={row.assessment.perHeadMonthly} />,
            },
            { key: 'suggested', title: '建议', width: 96, render: (row) => suggestionName(row.assessment) },
            { key: 'who', title: '登记人', render: whoOf },
          ]}
        />
      </div>
      {kept && (
        <aside className="assessment" aria-label="测算过程">
          <h2>{kept.day} 的测算</h2>
          <AssessmentSteps assessment={kept.assessment} />
        </aside>
      )}
    </div>
  );
}

function whoOf({ operator, at }: KeptAssessment): string {
  return at === '' ? '升级前的测算' : operator;
}

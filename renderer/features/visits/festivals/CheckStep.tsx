import { Input } from 'antd';
import { BudgetEffect, paymentEntries } from '#renderer/components/BudgetEffect.tsx';
import { DataTable } from '#renderer/components/DataTable.tsx';
import { FormField } from '#renderer/components/FormField.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import type { ValueOf } from '#shared/contract/index.ts';
import type { VisitKind } from '#shared/contract/visits.ts';
import { formatYuan, ZERO } from '#shared/money.ts';
import type { FestivalDraft } from './festival-draft.ts';

interface CheckStepProps {
  draft: FestivalDraft;
  kind: VisitKind | undefined;
  preview: ValueOf<'visits.previewFestival'>;
  onChange: (patch: Partial<FestivalDraft>) => void;
}

/** Last step: how much it comes to, what the limits say, and the ground where one of them is passed. */
export function CheckStep({ draft, kind, preview, onChange }: CheckStepProps) {
  const { people, total, leftOut, whole, payers } = preview;
  const over = leftOut.filter(({ byHand }) => !byHand);
  const against = whole.filter(({ ok }) => !ok);
  return (
    <>
      <p className="festival-facts">
        「{draft.name}」{draft.goods}，每人 {formatYuan(draft.amountEach ?? ZERO)} 元，名单 {people} 人，合计{' '}
        <strong>{formatYuan(total)}</strong> 元，{draft.method === 'stock' ? '从库存发放，' : ''}记一张凭证
      </p>
      {payers !== '' && <p className="festival-facts">{payers}</p>}
      {draft.method !== 'stock' && (
        <BudgetEffect day={draft.day} entries={paymentEntries(kind?.accountId, total, draft.fundId)} />
      )}
      {against.map(({ sentence }) => (
        <Notice key={sentence} tone="amber">
          {sentence}
        </Notice>
      ))}
      {(over.length > 0 || against.length > 0 || draft.approvalGround !== '') && (
        <>
          <Notice tone="amber">
            {over.length > 0 &&
              (people === 0
                ? `${over.length} 人都没有列入，请改小每人金额，或写明超标准的审批依据。`
                : `有 ${over.length} 人没有列入。超标准仍要发放的，请写明审批依据；不写就只发给其余的人。`)}
          </Notice>
          <FormField label="超标准审批依据" optional>
            <Input
              value={draft.approvalGround}
              maxLength={200}
              placeholder="会议日期和决定"
              onChange={(event) => onChange({ approvalGround: event.target.value })}
            />
          </FormField>
        </>
      )}
      {leftOut.length > 0 && (
        <DataTable
          label="没有列入的人"
          rows={leftOut}
          rowKey={(row) => row.memberId}
          columns={[
            { key: 'number', title: '会员证号', width: 110, render: (row) => row.memberNumber },
            { key: 'name', title: '姓名', width: 120, render: (row) => row.memberName },
            { key: 'group', title: '小组', width: 200, render: (row) => row.groupName },
            { key: 'why', title: '原因', render: (row) => row.sentence },
          ]}
        />
      )}
    </>
  );
}

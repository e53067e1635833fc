import { Input, Select } from 'antd';
import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useAction, useCall } from '#renderer/app/use-call.ts';
import { BudgetEffect, paymentEntries } from '#renderer/components/BudgetEffect.tsx';
import { DayInput } from '#renderer/components/DayInput.tsx';
import { FormField, FormRow } from '#renderer/components/FormField.tsx';
import { FundField } from '#renderer/components/FundField.tsx';
import { MemberPicker } from '#renderer/components/MemberPicker.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { RecordDrawer } from '#renderer/components/RecordDrawer.tsx';
import { ResolutionPicker } from '#renderer/components/ResolutionPicker.tsx';
import { useTell } from '#renderer/components/use-tell.ts';
import { dayOf } from '#shared/calendar.ts';
import type { VisitKind, VisitRequestRecord } from '#shared/contract/visits.ts';
import { StandardSentences } from '../standards/StandardSentences.tsx';
import {
  amountOf,
  emptyVisit,
  missingFields,
  questionOf,
  type VisitDraft,
  visitFromRequest,
  visitOf,
} from './visit-draft.ts';
import { CaseFields, GivenFields } from './WhatFields.tsx';
import { PaidFields, PapersField, SignedFields, VisitorFields } from './WhoFields.tsx';

interface NewVisitDrawerProps {
  kinds: readonly VisitKind[];
  /** The approved request that is given: the form is filled from it. */
  request?: VisitRequestRecord;
  /** Whom it is for, where that is known. */
  whom?: { id: string; name: string } | undefined;
  onClose: () => void;
  /** It is recorded: the drawer goes on with the record, where its voucher stands. */
  onRecorded: (id: string) => void;
}

/** Records one visit: whom, why, what, against the standard in force, on which decision, by whom. Makes its voucher. */
export function NewVisitDrawer({ kinds, request, whom, onClose, onRecorded }: NewVisitDrawerProps) {
  const [initial] = useState(() => {
    const today = dayOf(new Date());
    if (request) return visitFromRequest(request, today);
    return { ...emptyVisit(today), ...(whom ? { memberId: whom.id, memberName: whom.name } : {}) };
  });
  const [draft, setDraft] = useState<VisitDraft>(initial);
  const [tried, setTried] = useState(false);
  const tell = useTell();
  const kind = kinds.find(({ id }) => id === draft.kindId);
  const check = useCall('visits.check', questionOf(draft));
  const waiting = useCall(
    'visits.listRequests',
    request || draft.memberId === undefined ? undefined : { memberId: draft.memberId, status: 'approved', limit: 50 },
  );
  const asked = waiting.value?.rows.some(({ kindId }) => kindId === draft.kindId);
  const needsGround = check.value?.needsApproval === true;
  const missing = tried ? missingFields(draft) : new Set<keyof VisitDraft>();
  const change = (patch: Partial<VisitDraft>) => setDraft((before) => ({ ...before, ...patch }));
  const save = useAction(async () => {
    const input = visitOf(draft, kind?.paperItems ?? []);
    if (input === undefined) return;
    // what the decision rests on is the ground of an approval only where one is needed
    const ground = request && check.value?.needsApproval === false ? { approvalGround: '' } : {};
    const { visit, voucherNumber } = await call('visits.record', { ...input, ...ground });
    tell.done(`已登记 ${visit.memberName} ${visit.kindName}慰问，凭证 ${voucherNumber}。`);
    onRecorded(visit.id);
  });
  const onSave = () => {
    setTried(true);
    if (missingFields(draft).size === 0) void save.run();
  };
  const wrong = (field: keyof VisitDraft) => (missing.has(field) ? '没有填写' : undefined);
  const fields = { draft, kind, wrong, onChange: change };
  const approved = request !== undefined;
  const entries = draft.method === 'stock' ? [] : paymentEntries(kind?.accountId, amountOf(draft), draft.fundId);
  return (
    <RecordDrawer
      open
      width={720}
      title="登记慰问"
      dirty={JSON.stringify(draft) !== JSON.stringify(initial)}
      onSave={onSave}
      saveText="登记并记账"
      saveDisabled={check.value?.barred === true}
      saving={save.busy}
      problem={save.problem}
      onClose={onClose}
    >
      {request && (
        <Notice>
          按 {request.decidedDay} {request.decidedBy}批准的申请发放，金额不能超过批准数。
        </Notice>
      )}
      <FormRow>
        <FormField label="会员" error={wrong('memberId')}>
          <MemberPicker
            value={draft.memberId}
            name={draft.memberName}
            disabled={approved}
            onChange={(member) => change({ memberId: member?.id })}
          />
        </FormField>
        <FormField label="慰问类别" error={wrong('kindId')} {...(kind ? { hint: `列支 ${kind.accountName}` } : {})}>
          <Select
            className="wide-control"
            placeholder="请选择"
            disabled={approved}
            value={draft.kindId ?? null}
            options={kinds.filter(({ retired }) => !retired).map(({ id, name }) => ({ value: id, label: name }))}
            onChange={(kindId: string | null) => change(kindChange(kinds, kindId, draft))}
          />
        </FormField>
        <FormField label="日期" error={wrong('day')}>
          <DayInput value={draft.day} onChange={(day) => change({ day })} />
        </FormField>
      </FormRow>
      {asked && (
        <Notice tone="amber">
          这位会员有一件已经同意、还没有发放的{kind?.name}申请，请到「申请和待办」里按申请发放，以免重复。
        </Notice>
      )}
      <FormField label="事由" error={wrong('reason')}>
        <Input
          value={draft.reason}
          maxLength={100}
          placeholder="住院手术、喜得千金"
          onChange={(event) => change({ reason: event.target.value })}
        />
      </FormField>
      <CaseFields {...fields} />
      <GivenFields {...fields} approved={approved} />
      <StandardSentences check={check.value} error={check.error} />
      {(needsGround || (!request && draft.approvalGround !== '')) && (
        <FormField
          label="超标准审批依据"
          optional={!needsGround}
          error={tried && needsGround && draft.approvalGround.trim() === '' ? '没有填写' : undefined}
        >
          <Input
            value={draft.approvalGround}
            maxLength={200}
            placeholder="会议日期和决定"
            onChange={(event) => change({ approvalGround: event.target.value })}
          />
        </FormField>
      )}
      <FormField label="集体决议" optional>
        <ResolutionPicker value={draft.resolutionId} onChange={(resolutionId) => change({ resolutionId })} />
      </FormField>
      {draft.method !== 'stock' && <FundField value={draft.fundId} onChange={(fundId) => change({ fundId })} />}
      <BudgetEffect day={draft.day} entries={entries} />
      <VisitorFields {...fields} />
      <PaidFields {...fields} />
      <PapersField {...fields} />
      <SignedFields {...fields} />
    </RecordDrawer>
  );
}

/** Another kind takes its first form and its usual amount, unless an amount was typed; what belonged to the kind before goes. */
function kindChange(kinds: readonly VisitKind[], kindId: string | null, draft: VisitDraft): Partial<VisitDraft> {
  const kind = kinds.find(({ id }) => id === kindId);
  return {
    kindId: kindId ?? undefined,
    form: kind?.forms[0],
    typedAmount: draft.typedAmount ?? kind?.defaultAmount,
    caseName: '',
    festival: '',
    papers: [],
  };
}

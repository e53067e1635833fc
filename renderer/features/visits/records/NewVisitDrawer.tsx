import { Input, InputNumber, Radio, Select } from 'antd';
import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useAction, useCall } from '#renderer/app/use-call.ts';
import { BudgetEffect, paymentEntries } from '#renderer/components/BudgetEffect.tsx';
import { DayInput } from '#renderer/components/DayInput.tsx';
import { FormField, FormRow } from '#renderer/components/FormField.tsx';
import { FundField } from '#renderer/components/FundField.tsx';
import { MemberPicker } from '#renderer/components/MemberPicker.tsx';
import { MoneyInput } from '#renderer/components/MoneyInput.tsx';
import { RecordDrawer } from '#renderer/components/RecordDrawer.tsx';
import { ResolutionPicker } from '#renderer/components/ResolutionPicker.tsx';
import { useTell } from '#renderer/components/use-tell.ts';
import { dayOf } from '#shared/calendar.ts';
import { VISIT_FORM_NAMES, type VisitKind } from '#shared/contract/visits.ts';
import { StandardSentences } from '../standards/StandardSentences.tsx';
import { emptyVisit, missingFields, questionOf, type VisitDraft, visitOf } from './visit-draft.ts';

interface NewVisitDrawerProps {
  kinds: readonly VisitKind[];
  onClose: () => void;
  /** It is recorded: the drawer goes on with the record, where its voucher stands. */
  onRecorded: (id: string) => void;
}

/** Records one visit: whom, why, what, against the standard in force, on which decision, by whom. Makes its voucher. */
export function NewVisitDrawer({ kinds, onClose, onRecorded }: NewVisitDrawerProps) {
  const [initial] = useState(() => emptyVisit(dayOf(new Date())));
  const [draft, setDraft] = useState<VisitDraft>(initial);
  const [tried, setTried] = useState(false);
  const tell = useTell();
  const kind = kinds.find(({ id }) => id === draft.kindId);
  const check = useCall('visits.check', questionOf(draft));
  const needsGround = check.value?.needsApproval === true;
  const missing = tried ? missingFields(draft) : new Set<keyof VisitDraft>();
  const change = (patch: Partial<VisitDraft>) => setDraft((before) => ({ ...before, ...patch }));
  const save = useAction(async () => {
    const input = visitOf(draft);
    if (input === undefined) return;
    const { visit, voucherNumber } = await call('visits.record', input);
    tell.done(`已登记 ${visit.memberName} ${visit.kindName}慰问，凭证 ${voucherNumber}。`);
    onRecorded(visit.id);
  });
  const onSave = () => {
    setTried(true);
    if (missingFields(draft).size === 0) void save.run();
  };
  const wrong = (field: keyof VisitDraft) => (missing.has(field) ? '没有填写' : undefined);
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
      <FormRow>
        <FormField label="会员" error={wrong('memberId')}>
          <MemberPicker value={draft.memberId} onChange={(member) => change({ memberId: member?.id })} />
        </FormField>
        <FormField label="慰问类别" error={wrong('kindId')} {...(kind ? { hint: `列支 ${kind.accountName}` } : {})}>
          <Select
            className="wide-control"
            placeholder="请选择"
            value={draft.kindId ?? null}
            options={kinds.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={(kindId: string | null) => change(kindChange(kinds, kindId))}
          />
        </FormField>
        <FormField label="日期" error={wrong('day')}>
          <DayInput value={draft.day} onChange={(day) => change({ day })} />
        </FormField>
      </FormRow>
      <FormField label="事由" error={wrong('reason')}>
        <Input
          value={draft.reason}
          maxLength={100}
          placeholder="住院手术、喜得千金"
          onChange={(event) => change({ reason: event.target.value })}
        />
      </FormField>
      <FormRow>
        <FormField label="形式" error={wrong('form')}>
          <Radio.Group
            value={draft.form ?? null}
            onChange={(event) => change({ form: kind?.forms.find((form) => form === event.target.value) })}
            options={(kind?.forms ?? []).map((form) => ({ value: form, label: VISIT_FORM_NAMES[form] }))}
          />
        </FormField>
        <FormField label="品名、数量" optional={draft.form === 'money'}>
          <Input
            value={draft.goods}
            maxLength={100}
            disabled={draft.form === 'money'}
            onChange={(event) => change({ goods: event.target.value })}
          />
        </FormField>
        <FormField label="金额" error={wrong('amount')}>
          <MoneyInput value={draft.amount} onChange={(amount) => change({ amount })} />
        </FormField>
      </FormRow>
      <StandardSentences check={check.value} error={check.error} />
      {(needsGround || draft.approvalGround !== '') && (
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
      <FundField value={draft.fundId} onChange={(fundId) => change({ fundId })} />
      <BudgetEffect day={draft.day} entries={paymentEntries(kind?.accountId, draft.amount, draft.fundId)} />
      <FormRow>
        {draft.visitors.map((visitor, index) => (
          <FormField
            // biome-ignore lint/suspicious/noArrayIndexKey: the places of the visitors are fixed
            key={index}
            label={`慰问人 ${index + 1}`}
            error={index === 1 && missing.has('visitors') ? '走访要两人以上' : undefined}
          >
            <Input
              value={visitor}
              maxLength={20}
              onChange={(event) => change({ visitors: draft.visitors.with(index, event.target.value) })}
            />
          </FormField>
        ))}
        <FormField label="地点" optional>
          <Input value={draft.place} maxLength={60} onChange={(event) => change({ place: event.target.value })} />
        </FormField>
      </FormRow>
      <FormRow>
        <FormField label="支付方式">
          <Radio.Group
            value={draft.method}
            onChange={(event) => change({ method: event.target.value === 'cash' ? 'cash' : 'bank' })}
            options={[
              { value: 'bank', label: '银行' },
              { value: 'cash', label: '现金' },
            ]}
          />
        </FormField>
        <FormField label="附件张数" {...(kind ? { hint: kind.papers } : {})}>
          <InputNumber<number>
            className="wide-control"
            min={0}
            max={999}
            precision={0}
            value={draft.attachmentCount}
            onChange={(count) => change({ attachmentCount: count ?? 0 })}
          />
        </FormField>
      </FormRow>
      <h2>受慰问人和签收</h2>
      <FormRow>
        <FormField label="慰问对象" optional hint="不是会员本人时填写">
          <Input
            value={draft.beneficiary}
            maxLength={30}
            onChange={(event) => change({ beneficiary: event.target.value })}
          />
        </FormField>
        <FormField label="与会员关系" optional>
          <Input value={draft.relation} maxLength={20} onChange={(event) => change({ relation: event.target.value })} />
        </FormField>
        <FormField label="签收日期" optional hint="还没签的以后再登记">
          <DayInput value={draft.signedDay} onChange={(signedDay) => change({ signedDay })} />
        </FormField>
        <FormField label="签收人" optional hint="空着就是本人">
          <Input value={draft.signedBy} maxLength={30} onChange={(event) => change({ signedBy: event.target.value })} />
        </FormField>
      </FormRow>
    </RecordDrawer>
  );
}

/** Another kind keeps the form only if it allows it; a kind with one form needs no choice. */
function kindChange(kinds: readonly VisitKind[], kindId: string | null): Partial<VisitDraft> {
  const forms = kinds.find(({ id }) => id === kindId)?.forms ?? [];
  return { kindId: kindId ?? undefined, form: forms[0] };
}

import { Checkbox, Input, InputNumber, Radio, Select } from 'antd';
import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useUnsavedWork } from '#renderer/app/unsaved.ts';
import { useAction, useCall } from '#renderer/app/use-call.ts';
import { BudgetEffect, paymentEntries } from '#renderer/components/BudgetEffect.tsx';
import { DataTable } from '#renderer/components/DataTable.tsx';
import { DayInput } from '#renderer/components/DayInput.tsx';
import { FormField, FormRow } from '#renderer/components/FormField.tsx';
import { FundField } from '#renderer/components/FundField.tsx';
import { FormArea, useFormArea } from '#renderer/components/form-area.tsx';
import { MoneyInput } from '#renderer/components/MoneyInput.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { ResolutionPicker } from '#renderer/components/ResolutionPicker.tsx';
import { Steps } from '#renderer/components/Steps.tsx';
import { useTell } from '#renderer/components/use-tell.ts';
import { dayOf } from '#shared/calendar.ts';
import type { InputOf } from '#shared/contract/index.ts';
import { VISIT_FORM_NAMES, type VisitKind } from '#shared/contract/visits.ts';
import { type Fen, formatYuan, ZERO } from '#shared/money.ts';
import { emptyFestival, type FestivalDraft, questionOf } from './festival-draft.ts';

interface FestivalWizardProps {
  /** Kinds that may be handed to all. */
  kinds: readonly VisitKind[];
  onClose: () => void;
  onMade: (id: string) => void;
}

const STEPS = [
  { key: 'what', title: '发什么、发给谁' },
  { key: 'list', title: '核对名单并记账' },
];

/** 新建节日慰问: what and for whom, then who would be left out and why; then list, sheet and one voucher at once. */
export function FestivalWizard({ kinds, onClose, onMade }: FestivalWizardProps) {
  const [initial] = useState(() => emptyFestival(dayOf(new Date()), kinds));
  const [draft, setDraft] = useState<FestivalDraft>(initial);
  const [step, setStep] = useState(0);
  const [tried, setTried] = useState(false);
  const tell = useTell();
  const question = questionOf(draft);
  const preview = useCall('visits.previewFestival', step === 1 ? question : undefined);
  useUnsavedWork(JSON.stringify(draft) !== JSON.stringify(initial));
  const change = (patch: Partial<FestivalDraft>) => setDraft((before) => ({ ...before, ...patch }));
  const make = useAction(async (input: InputOf<'visits.makeFestival'>) => {
    const { festival } = await call('visits.makeFestival', input);
    tell.done(`已生成 ${festival.name}名单 ${festival.people} 人，凭证 ${festival.voucherNumber}。`);
    onMade(festival.id);
  });
  const next = () => {
    setTried(true);
    if (question === undefined) return;
    if (step === 0) setStep(1);
    else {
      const { goods, method, attachmentCount, resolutionId, fundId } = draft;
      void make.run({
        ...question,
        goods,
        method,
        attachmentCount,
        ...(resolutionId === undefined ? {} : { resolutionId }),
        ...(fundId === undefined ? {} : { fundId }),
      });
    }
  };
  const form = useFormArea(next);
  const people = preview.value?.people ?? 0;
  return (
    <FormArea form={form}>
      <div className="festival-wizard">
        <Steps
          steps={STEPS}
          current={step}
          onCancel={onClose}
          onBack={() => {
            make.clear();
            setStep(0);
          }}
          onNext={form.submit}
          nextText={step === 0 ? '下一步' : `生成名单并记账 ${people} 人`}
          nextDisabled={step === 1 && people === 0}
          busy={make.busy}
          problem={form.blocked ?? make.problem}
        >
          {step === 0 ? (
            <WhatStep draft={draft} kinds={kinds} tried={tried} onChange={change} />
          ) : (
            <ListStep preview={preview.value} error={preview.error} kinds={kinds} draft={draft} onChange={change} />
          )}
        </Steps>
      </div>
    </FormArea>
  );
}

interface StepProps {
  draft: FestivalDraft;
  onChange: (patch: Partial<FestivalDraft>) => void;
}

function WhatStep({ draft, kinds, tried, onChange }: StepProps & { kinds: readonly VisitKind[]; tried: boolean }) {
  const groups = useCall('members.listGroups', {});
  const kind = kinds.find(({ id }) => id === draft.kindId);
  const forms = (['goods', 'coupon'] as const).filter((form) => kind?.forms.includes(form));
  const empty = (wrong: boolean) => (tried && wrong ? '没有填写' : undefined);
  return (
    <div className="sheet festival-form">
      <FormRow>
        <FormField label="名称" error={empty(draft.name.trim() === '')}>
          <Input
            autoFocus
            value={draft.name}
            maxLength={40}
            placeholder="2026 年春节"
            onChange={(event) => onChange({ name: event.target.value })}
          />
        </FormField>
        <FormField
          label="慰问类别"
          error={empty(kind === undefined)}
          {...(kind ? { hint: `列支 ${kind.accountName}` } : {})}
        >
          <Select
            className="wide-control"
            value={draft.kindId ?? null}
            options={kinds.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={(kindId: string | null) => onChange({ kindId: kindId ?? undefined })}
          />
        </FormField>
        <FormField label="日期" error={empty(draft.day === undefined)}>
          <DayInput value={draft.day} onChange={(day) => onChange({ day })} />
        </FormField>
      </FormRow>
      <FormRow>
        <FormField label="形式" hint="年节不发现金、购物卡">
          <Radio.Group
            value={draft.form}
            onChange={(event) => onChange({ form: event.target.value === 'coupon' ? 'coupon' : 'goods' })}
            options={forms.map((form) => ({ value: form, label: VISIT_FORM_NAMES[form] }))}
          />
        </FormField>
        <FormField label="慰问品" error={empty(draft.goods.trim() === '')}>
          <Input
            value={draft.goods}
            maxLength={100}
            placeholder="大米 10 kg、食用油 5 L"
            onChange={(event) => onChange({ goods: event.target.value })}
          />
        </FormField>
        <FormField label="每人金额" error={empty(draft.amountEach === undefined)}>
          <MoneyInput value={draft.amountEach} onChange={(amountEach) => onChange({ amountEach })} />
        </FormField>
      </FormRow>
      <FormRow>
        <FormField label="会员范围" error={empty(draft.statuses.length === 0)} hint="离退休人员的慰问一般由行政列支">
          <Checkbox.Group
            value={[...draft.statuses]}
            onChange={(chosen) =>
              onChange({ statuses: (['active', 'retained'] as const).filter((one) => chosen.includes(one)) })
            }
            options={[
              { value: 'active', label: '在册会员' },
              { value: 'retained', label: '保留会籍' },
            ]}
          />
        </FormField>
        <FormField label="工会小组" optional hint="空着就是全部小组">
          <Select<string>
            className="wide-control"
            allowClear
            placeholder="全部小组"
            value={draft.groupId ?? null}
            options={(groups.value ?? []).map(({ id, name, members }) => ({
              value: id,
              label: `${name}(${members} 人)`,
            }))}
            onChange={(groupId: string | undefined) => onChange({ groupId })}
          />
        </FormField>
      </FormRow>
      <FormField label="集体决议" optional hint="每节发放都要有会议决定">
        <ResolutionPicker value={draft.resolutionId} onChange={(resolutionId) => onChange({ resolutionId })} />
      </FormField>
      <FundField value={draft.fundId} onChange={(fundId) => onChange({ fundId })} />
      <FormRow>
        <FormField label="支付方式">
          <Radio.Group
            value={draft.method}
            onChange={(event) => onChange({ method: event.target.value === 'cash' ? 'cash' : 'bank' })}
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
            onChange={(count) => onChange({ attachmentCount: count ?? 0 })}
          />
        </FormField>
      </FormRow>
    </div>
  );
}

interface ListStepProps extends StepProps {
  kinds: readonly VisitKind[];
  preview: { people: number; total: Fen; leftOut: { memberName: string; sentence: string }[] } | undefined;
  error: string | undefined;
}

function ListStep({ preview, error, kinds, draft, onChange }: ListStepProps) {
  if (error !== undefined) return <Notice tone="red">{error}</Notice>;
  if (preview === undefined) return null;
  const { people, total, leftOut } = preview;
  const accountId = kinds.find(({ id }) => id === draft.kindId)?.accountId;
  const rows = leftOut.map((line, index) => ({ ...line, key: String(index) }));
  return (
    <>
      <p className="festival-facts">
        「{draft.name}」{draft.goods}，每人 {formatYuan(draft.amountEach ?? ZERO)} 元，名单 {people} 人，合计{' '}
        <strong>{formatYuan(total)}</strong> 元，记一张凭证
      </p>
      <BudgetEffect day={draft.day} entries={paymentEntries(accountId, total, draft.fundId)} />
      {(leftOut.length > 0 || draft.approvalGround !== '') && (
        <>
          <Notice tone="amber">
            {leftOut.length > 0 &&
              (people === 0
                ? `${leftOut.length} 人都没有列入，请改小每人金额，或写明超标准的审批依据。`
                : `有 ${leftOut.length} 人没有列入。超标准仍要发放的，请写明审批依据；不写就只发给其余的人。`)}
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
          rows={rows}
          rowKey={(row) => row.key}
          columns={[
            { key: 'name', title: '姓名', width: 120, render: (row) => row.memberName },
            { key: 'why', title: '原因', render: (row) => row.sentence },
          ]}
        />
      )}
    </>
  );
}

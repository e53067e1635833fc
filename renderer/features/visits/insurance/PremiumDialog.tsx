import { InputNumber, Modal, Segmented } from 'antd';
import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useAction, useCall } from '#renderer/app/use-call.ts';
import { DayInput } from '#renderer/components/DayInput.tsx';
import { FormField, FormRow } from '#renderer/components/FormField.tsx';
import { FundField } from '#renderer/components/FundField.tsx';
import { FormArea, useFormArea } from '#renderer/components/form-area.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { ResolutionPicker } from '#renderer/components/ResolutionPicker.tsx';
import { useTell } from '#renderer/components/use-tell.ts';
import { type Day, dayOf } from '#shared/calendar.ts';
import { type InsuranceYear, PREMIUM_KIND_NAMES, type PremiumKind } from '#shared/contract/visits.ts';
import { type Fen, formatYuan } from '#shared/money.ts';
import { leftOutText } from './InsuranceTab.tsx';

interface PremiumDialogProps {
  year: InsuranceYear;
  /** Only these; all who are due when left out. */
  memberIds?: readonly string[];
  onClose: () => void;
}

/** 收付保费: collect from members or the employer, or pay the organiser, with one voucher. */
export function PremiumDialog({ year, memberIds = [], onClose }: PremiumDialogProps) {
  const kinds: readonly PremiumKind[] = year.employerHeld ? ['member', 'employer', 'pay'] : ['member', 'pay'];
  const [kind, setKind] = useState<PremiumKind>(year.totals.memberPart > 0 ? 'member' : 'pay');
  const [day, setDay] = useState<Day | undefined>(() => dayOf(new Date()));
  const [method, setMethod] = useState<'cash' | 'bank'>('bank');
  const [attachmentCount, setAttachmentCount] = useState(0);
  const [resolutionId, setResolutionId] = useState<string>();
  const [fundId, setFundId] = useState<string>();
  const tell = useTell();
  const wanted = { yearId: year.id, kind, memberIds: [...memberIds] };
  const { value: preview, error } = useCall('visits.previewPremiums', wanted);
  const post = useAction(async (on: Day, total: Fen) => {
    const batch = await call('visits.postPremiums', {
      ...wanted,
      day: on,
      method,
      total,
      attachmentCount,
      ...(kind === 'pay' && resolutionId !== undefined ? { resolutionId } : {}),
      ...(kind === 'pay' && fundId !== undefined ? { fundId } : {}),
    });
    tell.done(`已登记 ${batch.people} 人 ${formatYuan(total)} 元，凭证 ${batch.voucherNumber}`);
    onClose();
  });
  const ready = day !== undefined && preview !== undefined && preview.total > 0;
  const form = useFormArea(ready ? () => void post.run(day, preview.total) : undefined);
  return (
    <Modal
      open
      title={`收付保费：${year.planName}`}
      width={600}
      centered
      mask={{ closable: false }}
      okText={ready ? `登记 ${preview.people} 人 ${formatYuan(preview.total)} 元` : '登记'}
      cancelText="取消"
      confirmLoading={post.busy}
      okButtonProps={{ title: 'Ctrl+Enter', disabled: !ready }}
      onOk={form.submit}
      onCancel={onClose}
    >
      <FormArea form={form}>
        <div className="insurance-ticks">
          <Segmented<PremiumKind>
            aria-label="办什么"
            value={kind}
            onChange={setKind}
            options={kinds.map((value) => ({ value, label: PREMIUM_KIND_NAMES[value] }))}
          />
        </div>
        <FormRow>
          <FormField label="日期">
            <DayInput value={day} onChange={setDay} />
          </FormField>
          <FormField label={kind === 'pay' ? '付款方式' : '收款方式'}>
            <Segmented<'cash' | 'bank'>
              value={method}
              onChange={setMethod}
              options={[
                { value: 'bank', label: '银行转账' },
                { value: 'cash', label: '现金' },
              ]}
            />
          </FormField>
          <FormField label="附件张数">
            <InputNumber
              className="wide-control"
              min={0}
              max={999}
              precision={0}
              value={attachmentCount}
              onChange={(value) => setAttachmentCount(value ?? 0)}
            />
          </FormField>
        </FormRow>
        {kind === 'pay' && (
          <>
            <FormField label="集体决议" optional>
              <ResolutionPicker value={resolutionId} onChange={setResolutionId} />
            </FormField>
            <FundField value={fundId} onChange={setFundId} />
          </>
        )}
        <Notice>{preview && preview.total > 0 && bookedText(kind, preview, year)}</Notice>
        <Notice tone="amber">
          {preview && preview.total === 0
            ? '现在没有人等着办这一步。'
            : preview && preview.leftOut.length > 0 && leftOutText(preview.leftOut)}
        </Notice>
        <Notice tone="red">{form.blocked ?? post.problem ?? error}</Notice>
      </FormArea>
    </Modal>
  );
}

function bookedText(
  kind: PremiumKind,
  { people, unionAmount, heldAmount }: { people: number; unionAmount: Fen; heldAmount: Fen },
  year: InsuranceYear,
): string {
  if (kind !== 'pay') return `${people} 人，${formatYuan(heldAmount)} 元记入 ${year.heldAccount}，不是工会收入。`;
  const parts = [
    unionAmount === 0 ? '' : `工会承担 ${formatYuan(unionAmount)} 元记入 ${year.expenseAccount}`,
    heldAmount === 0 ? '' : `代收的 ${formatYuan(heldAmount)} 元从 ${year.heldAccount} 付出`,
  ];
  return `${people} 人，${parts.filter(Boolean).join('，')}。`;
}

import { Input, InputNumber, Modal, Radio, Select } from 'antd';
import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useAction, useCall } from '#renderer/app/use-call.ts';
import { BudgetEffect, paymentEntries } from '#renderer/components/BudgetEffect.tsx';
import { DayInput } from '#renderer/components/DayInput.tsx';
import { FormField, FormRow } from '#renderer/components/FormField.tsx';
import { FundField } from '#renderer/components/FundField.tsx';
import { FormArea, focusFirst, useFormArea } from '#renderer/components/form-area.tsx';
import { MoneyInput } from '#renderer/components/MoneyInput.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { ResolutionPicker } from '#renderer/components/ResolutionPicker.tsx';
import { useTell } from '#renderer/components/use-tell.ts';
import { type Day, dayOf } from '#shared/calendar.ts';
import {
  AID_ACCOUNT,
  AID_KIND_NAMES,
  AID_KINDS,
  AID_SOURCE_NAMES,
  AID_SOURCES,
  type AidKind,
  type AidSource,
} from '#shared/contract/hardship.ts';
import { type Fen, formatYuan } from '#shared/money.ts';
import { LimitFindings } from './LimitFindings.tsx';

interface AidDialogProps {
  memberId: string;
  memberName: string;
  /** The resolution of the file, to begin with. */
  resolutionId?: string | undefined;
  onClose: () => void;
  /** Paid and posted; the dialog closes when it has answered. */
  onPaid?: () => Promise<void>;
}

/** 发放帮扶: one payment to one family, posted to 困难职工帮扶支出 at once. The file has been looked at before. */
export function AidDialog({ memberId, memberName, resolutionId: first, onClose, onPaid }: AidDialogProps) {
  const [day, setDay] = useState<Day | undefined>(() => dayOf(new Date()));
  const [kind, setKind] = useState<AidKind>('living');
  const [amount, setAmount] = useState<Fen>();
  const [method, setMethod] = useState<'cash' | 'bank'>('bank');
  const [recipientLine, setRecipientLine] = useState<number>();
  const [schoolYear, setSchoolYear] = useState('');
  const [resolutionId, setResolutionId] = useState(first);
  const [fundId, setFundId] = useState<string>();
  const [source, setSource] = useState<AidSource>();
  const [approvalGround, setApprovalGround] = useState('');
  const [attachmentCount, setAttachmentCount] = useState(0);
  const [signedDay, setSignedDay] = useState<Day>();
  const [signedBy, setSignedBy] = useState('');
  const [signedRelation, setSignedRelation] = useState('');
  const [note, setNote] = useState('');
  const [missing, setMissing] = useState(false);
  const tell = useTell();
  const door = useCall('hardship.checkRecipient', day === undefined ? undefined : { memberId, day }).value;
  const fileId = door?.obstacle ? undefined : door?.fileId;
  const check = useCall(
    'hardship.checkAid',
    fileId === undefined || day === undefined
      ? undefined
      : { fileId, day, kind, ...(amount === undefined || amount <= 0 ? {} : { amount }) },
  ).value;
  const pay = useAction(async (file: string, on: Day, yuan: Fen, decision: string) => {
    const { voucherNumber } = await call('hardship.payAid', {
      fileId: file,
      day: on,
      kind,
      amount: yuan,
      method,
      resolutionId: decision,
      schoolYear: kind === 'schooling' ? schoolYear : '',
      approvalGround: check?.needsApproval ? approvalGround : '',
      attachmentCount,
      note,
      signedBy,
      signedRelation,
      ...(recipientLine === undefined ? {} : { recipientLine }),
      ...(source === undefined ? {} : { source }),
      ...(fundId === undefined ? {} : { fundId }),
      ...(signedDay === undefined ? {} : { signedDay }),
    });
    tell.done(`已发放 ${memberName} ${formatYuan(yuan)} 元，凭证 ${voucherNumber}。`);
    await onPaid?.();
    onClose();
  });
  const form = useFormArea(() => {
    setMissing(true);
    if (fileId !== undefined && day !== undefined && amount !== undefined && resolutionId !== undefined)
      void pay.run(fileId, day, amount, resolutionId);
  });
  const absent = (value: unknown) => (missing && value === undefined ? '没有填写' : undefined);
  const household = door?.household ?? [];
  return (
    <Modal
      open
      title={`发放帮扶 ${memberName}${door?.fileNumber === undefined ? '' : ` ${door.fileNumber}`}`}
      width={760}
      centered
      mask={{ closable: false }}
      okText="发放并记账"
      cancelText="取消"
      confirmLoading={pay.busy}
      okButtonProps={{ title: 'Ctrl+Enter', disabled: check?.barred === true || door?.obstacle !== undefined }}
      onOk={form.submit}
      onCancel={onClose}
      afterOpenChange={focusFirst(form)}
    >
      <FormArea form={form}>
        <FormRow>
          <FormField label="发放日期" error={absent(day)}>
            <DayInput value={day} onChange={setDay} />
          </FormField>
          <FormField label="帮扶项目">
            <Select
              className="wide-control"
              value={kind}
              options={AID_KINDS.map((one) => ({ value: one, label: AID_KIND_NAMES[one] }))}
              onChange={setKind}
            />
          </FormField>
          <FormField label="为谁">
            <Select<number>
              className="wide-control"
              value={recipientLine ?? 0}
              options={[
                { value: 0, label: `本人 ${memberName}` },
                ...household.map(({ line, name, relation }) => ({ value: line, label: `${relation} ${name}` })),
              ]}
              onChange={(line) => setRecipientLine(line === 0 ? undefined : line)}
            />
          </FormField>
        </FormRow>
        <FormRow>
          <FormField label="金额" error={absent(amount)}>
            <MoneyInput uppercase value={amount} onChange={setAmount} />
          </FormField>
          <FormField label="支付方式">
            <Radio.Group
              value={method}
              onChange={(event) => setMethod(event.target.value === 'cash' ? 'cash' : 'bank')}
              options={[
                { value: 'bank', label: '银行转账' },
                { value: 'cash', label: '现金' },
              ]}
            />
          </FormField>
          {kind === 'schooling' && (
            <FormField label="学年" optional hint="如 2026-2027">
              <Input value={schoolYear} maxLength={9} onChange={(event) => setSchoolYear(event.target.value)} />
            </FormField>
          )}
        </FormRow>
        {check && <LimitFindings check={check} />}
        {check?.needsApproval && !check.barred && (
          <FormField label="审批依据" hint="超过限额的发放要写明谁在哪天批准、依据什么文件。">
            <Input value={approvalGround} maxLength={200} onChange={(event) => setApprovalGround(event.target.value)} />
          </FormField>
        )}
        <FormField label="集体决议" error={absent(resolutionId)}>
          <ResolutionPicker value={resolutionId} onChange={(next) => setResolutionId(next)} />
        </FormField>
        <FormRow>
          <FundField value={fundId} onChange={setFundId} />
          <FormField label="资金来源" optional hint="不选就按资金判断">
            <Select<AidSource>
              className="wide-control"
              value={source ?? null}
              allowClear
              placeholder="自动判断"
              options={AID_SOURCES.map((one) => ({ value: one, label: AID_SOURCE_NAMES[one] }))}
              onChange={(next: AidSource | undefined) => setSource(next)}
            />
          </FormField>
          <FormField label="附件张数">
            <InputNumber<number>
              className="wide-control"
              min={0}
              max={999}
              precision={0}
              value={attachmentCount}
              onChange={(count) => setAttachmentCount(count ?? 0)}
            />
          </FormField>
        </FormRow>
        <FormRow>
          <FormField label="签收日期" optional hint="还没签的以后再登记">
            <DayInput value={signedDay} onChange={setSignedDay} />
          </FormField>
          <FormField label="签收人" optional>
            <Input
              value={signedBy}
              maxLength={30}
              placeholder={memberName}
              onChange={(event) => setSignedBy(event.target.value)}
            />
          </FormField>
          <FormField label="代领关系" optional>
            <Input
              value={signedRelation}
              maxLength={20}
              placeholder="代领才填"
              onChange={(event) => setSignedRelation(event.target.value)}
            />
          </FormField>
        </FormRow>
        <FormField label="备注" optional>
          <Input value={note} maxLength={200} onChange={(event) => setNote(event.target.value)} />
        </FormField>
        <BudgetEffect day={day} entries={paymentEntries(AID_ACCOUNT, amount, fundId)} />
        <Notice tone="amber">{door?.obstacle?.sentence}</Notice>
        <Notice tone="red">{form.blocked ?? pay.problem}</Notice>
      </FormArea>
    </Modal>
  );
}

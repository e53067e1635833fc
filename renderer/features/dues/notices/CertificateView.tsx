import { Button, Checkbox, Radio } from 'antd';
import { type ReactNode, useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useAllowed } from '#renderer/app/session.ts';
import { useAction } from '#renderer/app/use-call.ts';
import { FormField } from '#renderer/components/FormField.tsx';
import { MemberPicker } from '#renderer/components/MemberPicker.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { Page } from '#renderer/components/Page.tsx';
import { PaperDialog } from '#renderer/components/PaperDialog.tsx';
import type { Certificate } from '#shared/contract/dues.ts';
import type { MemberRow } from '#shared/contract/members.ts';
import type { DuesFrame } from '../words.ts';
import { CertificatePaper, type CertifiedBy } from './CertificatePaper.tsx';
import { type Period, PeriodFields } from './PeriodFields.tsx';

const BY: { value: CertifiedBy; label: string }[] = [
  { value: 'year', label: '按年列出' },
  { value: 'month', label: '按月列出' },
];

interface CertificateViewProps {
  frame: DuesFrame;
  unit: string;
  views: ReactNode;
  period: Period;
  onPeriod: (period: Period) => void;
}

/** 会费缴纳证明 for one member: chosen here, shown as it will be printed. */
export function CertificateView({ frame, unit, views, period, onPeriod }: CertificateViewProps) {
  const [member, setMember] = useState<MemberRow>();
  const [by, setBy] = useState<CertifiedBy>('year');
  const [withReceipts, setWithReceipts] = useState(false);
  const [made, setMade] = useState<Certificate>();
  const mayMake = useAllowed('dues.noteCertificate');
  const make = useAction(async (memberId: string) => {
    const input = { memberId, ...period };
    const certificate = await call('dues.readCertificate', input);
    await call('dues.noteCertificate', input);
    setMade(certificate);
  });
  return (
    <Page
      {...frame}
      state="只说明会费缴纳情况；出具记入操作留痕"
      action={
        mayMake && (
          <Button
            type="primary"
            disabled={member === undefined}
            loading={make.busy}
            onClick={() => member && void make.run(member.id)}
          >
            出具证明
          </Button>
        )
      }
      filters={views}
    >
      <div className="sheet dues-certificate">
        <FormField label="会员">
          <MemberPicker value={member?.id} name={member?.name} onChange={setMember} disabled={!mayMake} />
        </FormField>
        <FormField label="缴费月份" hint="按会费所属的月份，不按收款的日期">
          <PeriodFields period={period} onChange={onPeriod} />
        </FormField>
        <FormField label="明细">
          <Radio.Group options={BY} value={by} onChange={(event) => setBy(event.target.value)} />
        </FormField>
        <Checkbox checked={withReceipts} onChange={(event) => setWithReceipts(event.target.checked)}>
          写明收据号
        </Checkbox>
        <Notice tone="red">{make.problem}</Notice>
        <Notice>{!mayMake && '缴纳证明由记账人出具。'}</Notice>
      </div>
      {made && (
        <PaperDialog
          open
          name={`会费缴纳证明-${made.name}`}
          paper={<CertificatePaper certificate={made} unit={unit} by={by} withReceipts={withReceipts} />}
          onClose={() => setMade(undefined)}
        />
      )}
    </Page>
  );
}

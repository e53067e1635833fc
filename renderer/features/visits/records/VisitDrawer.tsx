import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useNavigation } from '#renderer/app/navigation.ts';
import { useAllowed } from '#renderer/app/session.ts';
import { useCall } from '#renderer/app/use-call.ts';
import { Money } from '#renderer/components/Money.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { RecordDrawer } from '#renderer/components/RecordDrawer.tsx';
import { SignOffDialog } from '#renderer/components/SignOffDialog.tsx';
import { Verdict } from '#renderer/components/Verdict.tsx';
import { VISIT_FORM_NAMES, type VisitRecord } from '#shared/contract/visits.ts';
import { formatYuan } from '#shared/money.ts';

/** One recorded visit: it is paid, so only the sign-off may still be added. */
export function VisitDrawer({ id, onClose }: { id: string; onClose: () => void }) {
  const { value: visit, error } = useCall('visits.get', { id });
  const [signing, setSigning] = useState(false);
  const maySign = useAllowed('visits.sign');
  const open = visit && maySign && !visit.signed && !visit.reversed;
  return (
    <RecordDrawer
      open
      title={visit ? `${visit.memberName} ${visit.kindName}慰问` : '慰问记录'}
      tag={visit && <VisitTag visit={visit} />}
      onClose={onClose}
      actions={
        open && (
          <Button type="primary" onClick={() => setSigning(true)}>
            登记签收
          </Button>
        )
      }
    >
      <Notice tone="red">{error}</Notice>
      {visit && <Details visit={visit} />}
      {visit && signing && (
        <SignOffDialog
          what={`${visit.memberName} ${formatYuan(visit.amount)} 元`}
          usual={visit.beneficiary || visit.memberName}
          onClose={() => setSigning(false)}
          onSign={async (signedDay, signedBy) => {
            await call('visits.sign', { ids: [visit.id], signedDay, signedBy });
            setSigning(false);
          }}
        />
      )}
    </RecordDrawer>
  );
}

/** 已冲销, 已签收 or 未签收. */
export function VisitTag({ visit }: { visit: Pick<VisitRecord, 'reversed' | 'signed'> }) {
  if (visit.reversed) return <Verdict tone="red">已冲销</Verdict>;
  return <Verdict tone={visit.signed ? 'teal' : 'amber'}>{visit.signed ? '已签收' : '未签收'}</Verdict>;
}

function Details({ visit }: { visit: VisitRecord }) {
  const go = useNavigation((navigation) => navigation.go);
  const form = [VISIT_FORM_NAMES[visit.form], visit.goods].filter(Boolean).join(' ');
  const rows: [string, ReactNode][] = [
    ['会员', [visit.memberNumber, visit.memberName, visit.groupName].filter(Boolean).join(' · ')],
    ['日期', visit.day],
    ['事由', visit.reason],
    ['形式', form],
    ['金额', <Money key="amount" strong value={visit.amount} />],
    ['对照标准', visit.standardSentence],
    ['超标准审批依据', visit.approvalGround],
    ['集体决议', visit.resolutionTitle],
    ['慰问人', visit.visitors.join('、')],
    ['地点', visit.place],
    ['慰问对象', [visit.beneficiary, visit.relation].filter(Boolean).join(' · ')],
    ['节日名单', visit.batchName],
    [
      '凭证',
      <button
        key="voucher"
        type="button"
        className="text-button"
        onClick={() => go('ledger', { open: visit.voucherId, kind: 'voucher' })}
      >
        {visit.day.slice(0, 7)} {visit.voucherNumber}
      </button>,
    ],
    ['附件', visit.batchId === undefined ? `${visit.attachmentCount} 张` : ''],
    ['签收', visit.signedDay === undefined ? '' : `${visit.signedBy} ${visit.signedDay}`],
  ];
  return (
    <dl className="visit-details">
      {rows
        .filter(([, value]) => value !== undefined && value !== '')
        .map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}

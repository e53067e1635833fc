import { PrinterOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useNavigation } from '#renderer/app/navigation.ts';
import { useAllowed, useSession } from '#renderer/app/session.ts';
import { useCall } from '#renderer/app/use-call.ts';
import { VoucherAttachments } from '#renderer/components/attachments/VoucherAttachments.tsx';
import { Money } from '#renderer/components/Money.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { PaperDialog } from '#renderer/components/PaperDialog.tsx';
import { RecordDrawer } from '#renderer/components/RecordDrawer.tsx';
import { SignOffDialog } from '#renderer/components/SignOffDialog.tsx';
import { Verdict } from '#renderer/components/Verdict.tsx';
import { VISIT_FORM_NAMES, VISIT_METHOD_NAMES, type VisitRecord } from '#shared/contract/visits.ts';
import { formatYuan } from '#shared/money.ts';
import { ApprovalSheet, ReceiptSheet } from './VisitPapers.tsx';

/** One recorded visit: it is paid, so only the sign-off and scans may still be added. */
export function VisitDrawer({ id, onClose }: { id: string; onClose: () => void }) {
  const { value: visit, error } = useCall('visits.get', { id });
  const [signing, setSigning] = useState(false);
  const [printing, setPrinting] = useState<'approval' | 'receipt'>();
  const maySign = useAllowed('visits.sign');
  const unionName = useSession((session) => session.status?.open?.name) ?? '';
  const open = visit && maySign && !visit.signed && !visit.reversed && !visit.returned;
  return (
    <RecordDrawer
      open
      title={visit ? `${visit.memberName} ${visit.kindName}慰问` : '慰问记录'}
      tag={visit && <VisitTag visit={visit} />}
      onClose={onClose}
      actions={
        <>
          <Button icon={<PrinterOutlined aria-hidden />} disabled={!visit} onClick={() => setPrinting('approval')}>
            审批表
          </Button>
          <Button icon={<PrinterOutlined aria-hidden />} disabled={!visit} onClick={() => setPrinting('receipt')}>
            签领单
          </Button>
          {open && (
            <Button type="primary" onClick={() => setSigning(true)}>
              登记签收
            </Button>
          )}
        </>
      }
    >
      <Notice tone="red">{error}</Notice>
      {visit && <Details visit={visit} />}
      {visit && (
        <VoucherAttachments key={visit.voucherId} voucherId={visit.voucherId} attachmentCount={visit.attachmentCount} />
      )}
      {visit && signing && (
        <SignOffDialog
          what={`${visit.memberName} ${formatYuan(visit.amount)} 元`}
          usual={visit.beneficiary || visit.memberName}
          withRelation
          onClose={() => setSigning(false)}
          onSign={async (signedDay, signedBy, signedRelation) => {
            await call('visits.sign', { ids: [visit.id], signedDay, signedBy, signedRelation });
            setSigning(false);
          }}
        />
      )}
      {visit && (
        <PaperDialog
          open={printing !== undefined}
          name={`${printing === 'receipt' ? '慰问签领单' : '慰问审批表'}-${visit.memberName}-${visit.day}`}
          paper={
            printing === 'receipt' ? (
              <ReceiptSheet visit={visit} unionName={unionName} />
            ) : (
              <ApprovalSheet visit={visit} unionName={unionName} />
            )
          }
          onClose={() => setPrinting(undefined)}
        />
      )}
    </RecordDrawer>
  );
}

/** 已冲销, 未领退回, 已签收 or 未签收. */
export function VisitTag({ visit }: { visit: Pick<VisitRecord, 'reversed' | 'signed'> & { returned?: boolean } }) {
  if (visit.reversed) return <Verdict tone="red">已冲销</Verdict>;
  if (visit.returned) return <Verdict>未领退回</Verdict>;
  return <Verdict tone={visit.signed ? 'teal' : 'amber'}>{visit.signed ? '已签收' : '未签收'}</Verdict>;
}

const joined = (...parts: (string | undefined)[]): string => parts.filter(Boolean).join(' · ');

function Details({ visit }: { visit: VisitRecord }) {
  const go = useNavigation((navigation) => navigation.go);
  const { request } = visit;
  const rows: [string, ReactNode][] = [
    ['会员', joined(visit.memberNumber, visit.memberName, visit.groupName)],
    ['日期', visit.day],
    ['事由', joined(visit.reason, visit.festival, visit.caseName)],
    ['病种', visit.illness],
    ['形式', [VISIT_FORM_NAMES[visit.form], visit.goods].filter(Boolean).join(' ')],
    ['慰问品明细', visit.goodsLines.length > 0 && <GoodsTable key="goods" goods={visit.goodsLines} />],
    ['金额', <Money key="amount" strong value={visit.amount} />],
    ['支付方式', VISIT_METHOD_NAMES[visit.method]],
    ['收款账户', joined(visit.payeeName, visit.payeeBank, visit.payeeAccount)],
    ['对照标准', visit.standardSentence],
    ['超标准审批依据', visit.approvalGround],
    ['申请', request && `${request.askedBy} ${request.askedDay}`],
    ['决定', request && joined(`${request.decidedBy} ${request.decidedDay}`, request.ground)],
    ['集体决议', visit.resolutionTitle],
    ['慰问人', visit.visitors.join('、')],
    ['地点', visit.place],
    ['慰问对象', joined(visit.beneficiary, visit.relation)],
    ['发放名单', visit.batchName],
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
    ['材料', visit.papersNote],
    ['签收', visit.signedDay && joined(`${visit.signedBy} ${visit.signedDay}`, visit.signedRelation)],
  ];
  return (
    <dl className="visit-details">
      {rows
        .filter(([, value]) => value !== undefined && value !== '' && value !== false)
        .map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}

function GoodsTable({ goods }: { goods: VisitRecord['goodsLines'] }) {
  return (
    <ul className="visit-goods">
      {goods.map(({ name, unit, quantity, unitPrice }) => (
        <li key={name}>{`${name} ${quantity} ${unit} × ${formatYuan(unitPrice)} 元`}</li>
      ))}
    </ul>
  );
}

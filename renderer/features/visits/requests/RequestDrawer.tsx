import { Button } from 'antd';
import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useAllowed } from '#renderer/app/session.ts';
import { useCall } from '#renderer/app/use-call.ts';
import { Notice } from '#renderer/components/Notice.tsx';
import { RecordDrawer } from '#renderer/components/RecordDrawer.tsx';
import { Verdict, type VerdictTone } from '#renderer/components/Verdict.tsx';
import {
  REQUEST_STATUS_NAMES,
  type RequestStatus,
  VISIT_FORM_NAMES,
  type VisitKind,
  type VisitRequest,
  type VisitRequestRecord,
} from '#shared/contract/visits.ts';
import { formatYuan } from '#shared/money.ts';
import { DecideDialog } from './DecideDialog.tsx';
import { GroundDialog } from './GroundDialog.tsx';
import { RequestForm } from './RequestForm.tsx';

interface RequestDrawerProps {
  id: string;
  kinds: readonly VisitKind[];
  onClose: () => void;
  /** Fills the form of a visit from the approved request. */
  onGive: (request: VisitRequestRecord) => void;
  onVisit: (visitId: string) => void;
}

/** One request with its way so far, and the next step. */
export function RequestDrawer({ id, kinds, onClose, onGive, onVisit }: RequestDrawerProps) {
  const { value: request, error } = useCall('visits.getRequest', { id });
  const [open, setOpen] = useState<'edit' | 'decide' | 'drop'>();
  if (request && open === 'edit')
    return (
      <RequestForm
        kinds={kinds}
        request={request}
        onClose={() => setOpen(undefined)}
        onSaved={() => setOpen(undefined)}
      />
    );
  return (
    <RecordDrawer
      open
      title={request ? `${request.memberName} ${request.kindName}申请` : '慰问申请'}
      tag={request && <RequestTag request={request} />}
      onClose={onClose}
      actions={request && <Actions request={request} onOpen={setOpen} onGive={onGive} onVisit={onVisit} />}
    >
      <Notice tone="red">{error}</Notice>
      {request?.reversed && <Notice tone="amber">发放的凭证已经冲销，可以重新发放，或改为不再办理。</Notice>}
      {request && <Details request={request} />}
      {request && open === 'decide' && <DecideDialog request={request} onClose={() => setOpen(undefined)} />}
      {request && open === 'drop' && (
        <GroundDialog
          title={`不再办理 ${request.memberName} ${request.kindName}`}
          okText="不再办理"
          onClose={() => setOpen(undefined)}
          onGround={async (ground) => {
            await call('visits.dropRequest', { id, ground });
            setOpen(undefined);
          }}
        />
      )}
    </RecordDrawer>
  );
}

interface ActionsProps {
  request: VisitRequestRecord;
  onOpen: (what: 'edit' | 'decide' | 'drop') => void;
  onGive: (request: VisitRequestRecord) => void;
  onVisit: (visitId: string) => void;
}

/** What may be done next. */
function Actions({ request, onOpen, onGive, onVisit }: ActionsProps) {
  const { status, visitId, reversed } = request;
  const mayKeep = useAllowed('visits.saveRequest');
  const maySee = useAllowed('visits.get');
  const undecided = status === 'draft' || status === 'requested';
  return (
    <>
      {maySee && visitId !== undefined && !reversed && <Button onClick={() => onVisit(visitId)}>看慰问记录</Button>}
      {mayKeep && (undecided || status === 'approved') && <Button onClick={() => onOpen('drop')}>不再办理</Button>}
      {mayKeep && undecided && <Button onClick={() => onOpen('edit')}>修改</Button>}
      {mayKeep && status === 'requested' && (
        <Button type="primary" onClick={() => onOpen('decide')}>
          登记决定
        </Button>
      )}
      {mayKeep && status === 'approved' && (
        <Button type="primary" onClick={() => onGive(request)}>
          按申请发放
        </Button>
      )}
    </>
  );
}

const TONES: Readonly<Record<RequestStatus, VerdictTone>> = {
  draft: 'neutral',
  requested: 'amber',
  approved: 'amber',
  refused: 'neutral',
  dropped: 'neutral',
  given: 'teal',
};

/** Where a request is on its way; a given one also says whether it was signed for. */
export function RequestTag({ request }: { request: VisitRequest }) {
  const { status, signed } = request;
  if (status === 'given')
    return <Verdict tone={signed ? 'teal' : 'amber'}>{signed ? '已签收' : '已发放未签收'}</Verdict>;
  return <Verdict tone={TONES[status]}>{REQUEST_STATUS_NAMES[status]}</Verdict>;
}

function Details({ request }: { request: VisitRequestRecord }) {
  const joined = (...parts: (string | undefined)[]) => parts.filter(Boolean).join(' · ');
  const rows: [string, string][] = [
    ['会员', joined(request.memberNumber, request.memberName, request.groupName)],
    ['事情发生日期', request.eventDay],
    ['事由', joined(request.reason, request.caseName)],
    ['建议', joined(request.form && VISIT_FORM_NAMES[request.form], request.goods)],
    ['金额', request.amount === undefined ? '' : `${formatYuan(request.amount)} 元`],
    ['慰问对象', joined(request.beneficiary, request.relation)],
    ['申请', joined(request.askedBy, request.askedDay)],
    ['决定', joined(request.decidedBy, request.decidedDay)],
    ['决定依据', request.ground],
    ['集体决议', request.resolutionTitle ?? ''],
    ['凭证', request.voucherNumber === undefined ? '' : request.voucherNumber],
  ];
  return (
    <>
      <dl className="visit-details">
        {rows
          .filter(([, value]) => value !== '')
          .map(([label, value]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
      <h2>经过</h2>
      <ol className="request-steps" aria-label="经过">
        {request.changes.map(({ sequence, day, from, to, note, operator }) => (
          <li key={sequence}>
            <span>{day}</span>
            <span>{from === to ? AGAIN_NAMES[to] : STEP_NAMES[to]}</span>
            <span>{[note, `${operator}登记`].filter(Boolean).join('，')}</span>
          </li>
        ))}
      </ol>
    </>
  );
}

/** A step that stays in the same state. */
const AGAIN_NAMES: Readonly<Partial<Record<RequestStatus, string>>> = {
  draft: '修改',
  requested: '修改',
  given: '重新发放',
};
const STEP_NAMES: Readonly<Record<RequestStatus, string>> = {
  draft: '起草',
  requested: '申请',
  approved: '同意',
  refused: '不同意',
  dropped: '不再办理',
  given: '发放',
};

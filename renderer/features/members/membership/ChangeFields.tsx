import { Input, Radio } from 'antd';
import { DayInput } from '#renderer/components/DayInput.tsx';
import { FormField, FormRow } from '#renderer/components/FormField.tsx';
import { MonthInput } from '#renderer/components/MonthInput.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { type MemberStatus, RETAINED_KIND_NAMES, RETAINED_KINDS } from '#shared/contract/members.ts';
import { isApproval, requiredFacts } from '#shared/membership.ts';
import {
  type ChangeDraft,
  type ChangeStart,
  consequenceOf,
  groundOf,
  missingIn,
  monthOfChange,
} from './change-draft.ts';

interface ChangeFieldsProps {
  draft: ChangeDraft;
  start: ChangeStart;
  /** Shows what is missing. */
  checked: boolean;
  onChange: (change: Partial<ChangeDraft>) => void;
}

/** What the chosen state asks for, and below it what the change means for dues. */
export function ChangeFields({ draft, start, checked, onChange }: ChangeFieldsProps) {
  const { status } = draft;
  if (status === undefined) return null;
  const missing = missingIn(draft, start);
  const errorOf = (field: Parameters<typeof missing.has>[0]) =>
    checked && missing.has(field) ? '没有填写' : undefined;
  const approval = isApproval(start.from, status);
  const needsApproval = requiredFacts(start.from, status).includes('approval');
  const mayBeApproved = needsApproval || status === 'retained' || status === 'withdrawn';
  const month = (
    <FormField label={MONTH_LABELS[status]} hint={monthHint(status, approval)} error={errorOf('month')}>
      <MonthInput
        value={monthOfChange(draft, start)}
        onChange={(value) => onChange({ month: value, ownMonth: true })}
      />
    </FormField>
  );
  return (
    <>
      {status === 'retained' && (
        <FormField label="保留原因" error={errorOf('kind')}>
          <Radio.Group
            value={draft.kind ?? null}
            options={RETAINED_KINDS.map((value) => ({ value, label: RETAINED_KIND_NAMES[value] }))}
            onChange={({ target }) => onChange({ kind: RETAINED_KINDS.find((kind) => kind === target.value) })}
          />
        </FormField>
      )}
      <FormRow>
        <FormField label={approval ? '批准日期' : DAY_LABELS[status]} error={errorOf('day')}>
          <DayInput value={draft.day} onChange={(day) => onChange({ day })} />
        </FormField>
        {status !== 'applied' && month}
      </FormRow>
      {status === 'transferred' && (
        <FormField label="转入单位" error={errorOf('destination')}>
          <Input
            value={draft.destination}
            maxLength={100}
            onChange={(event) => onChange({ destination: event.target.value })}
          />
        </FormField>
      )}
      {mayBeApproved && (
        <FormRow>
          <FormField label={approvalLabel(status)} optional={!needsApproval} error={errorOf('approval')}>
            <Input
              value={draft.approval}
              maxLength={200}
              placeholder="如：2026年3月工会委员会会议"
              onChange={(event) => onChange({ approval: event.target.value })}
            />
          </FormField>
          {!needsApproval && (
            <FormField label="批准日期" optional>
              <DayInput value={draft.approvedDay} onChange={(approvedDay) => onChange({ approvedDay })} />
            </FormField>
          )}
        </FormRow>
      )}
      {status !== 'deceased' && (
        <FormField label={GROUND_LABELS[status] ?? '依据'} hint={GROUND_HINTS[status]} error={errorOf('ground')}>
          <Input
            value={groundOf(draft, start)}
            maxLength={200}
            onChange={(event) => onChange({ ground: event.target.value })}
          />
        </FormField>
      )}
      <Notice>{consequenceOf(draft, start)}</Notice>
    </>
  );
}

const DAY_LABELS: Readonly<Record<MemberStatus, string>> = {
  applied: '申请日期',
  active: '变动日期',
  retained: '变动日期',
  transferred: '转出日期',
  withdrawn: '退会日期',
  lapsed: '决定日期',
  expelled: '决定日期',
  deceased: '去世日期',
};

const MONTH_LABELS: Readonly<Record<MemberStatus, string>> = {
  applied: '从哪个月起',
  active: '从哪个月起缴会费',
  retained: '从哪个月起停缴会费',
  transferred: '从哪个月起停缴会费',
  withdrawn: '从哪个月起停缴会费',
  lapsed: '从哪个月起停缴会费',
  expelled: '从哪个月起停缴会费',
  deceased: '从哪个月起停缴会费',
};

function monthHint(status: MemberStatus, approval: boolean): string {
  if (status === 'retained') return '默认次月：变动当月仍交会费，可以改。';
  return approval ? '默认批准的当月，可以改。' : '默认变动的当月，可以改。';
}

function approvalLabel(status: MemberStatus): string {
  return status === 'expelled' ? '决定文号' : status === 'lapsed' ? '决定的会议或文号' : '批准的会议或文号';
}

const GROUND_LABELS: Readonly<Partial<Record<MemberStatus, string>>> = {
  applied: '入会申请',
  withdrawn: '书面申请',
};

/** What the rules ask for (会员会籍管理办法, 章程). */
const GROUND_HINTS: Readonly<Record<MemberStatus, string>> = {
  applied: '写明申请书收到的日期。',
  active: '返聘、再就业等写明情况。',
  retained: '离休、退休和失业可保留会籍，期间免交会费（章程第八条）。',
  transferred: '会员证「组织关系接转」栏填写盖章，登记表随档案移交。',
  withdrawn: '写明本人书面申请的日期；会员证收回。',
  lapsed: '满六个月不交会费不会自动退会，要先谈话教育，再由工会决定。',
  expelled: '写明违法犯罪和刑事处罚的情况。',
  deceased: '',
};

import { Checkbox, Input, Radio, Select } from 'antd';
import { useCall } from '#renderer/app/use-call.ts';
import { DayInput } from '#renderer/components/DayInput.tsx';
import { FormField, FormRow } from '#renderer/components/FormField.tsx';
import { ResolutionPicker } from '#renderer/components/ResolutionPicker.tsx';
import type { Day } from '#shared/calendar.ts';
import {
  CHECK_OUTCOME_NAMES,
  CHECK_OUTCOMES,
  HARDSHIP_CATEGORIES,
  HARDSHIP_CATEGORY_NAMES,
  type HardshipCategory,
  OLDER_CATEGORIES,
  OLDER_CATEGORY_NAMES,
  type OlderCategory,
  SIGNED_PAPER_NAMES,
  SIGNED_PAPERS,
  type StepKind,
} from '#shared/contract/hardship.ts';
import type { StepDraft } from './step-draft.ts';

interface StepFieldsProps {
  draft: StepDraft;
  onChange: (patch: Partial<StepDraft>) => void;
  /** What the computation suggests. */
  suggested: HardshipCategory;
}

const DAY_LABELS: Readonly<Record<StepKind, string>> = {
  application: '申请日期',
  check: '初审日期',
  signing: '签署日期',
  visit: '调查日期',
  verification: '核对日期',
  notice: '公示起始日',
  objection: '反映日期',
  decision: '审批日期',
  filing: '建档日期',
  review: '复核日期',
  resolved: '脱困日期',
  closed: '注销日期',
  returned: '重新纳入日期',
};
const STAFF_LABELS: Readonly<Record<StepKind, string>> = {
  application: '受理人',
  check: '初审人',
  signing: '经办人',
  visit: '调查人',
  verification: '经办人',
  notice: '经办人',
  objection: '经办人',
  decision: '审批人',
  filing: '建档人',
  review: '复核人',
  resolved: '经办人',
  closed: '经办人',
  returned: '经办人',
};
const STAFF_NEEDED: ReadonlySet<StepKind> = new Set(['check', 'visit', 'review']);

/** The fields of one step. */
export function StepFields(props: StepFieldsProps) {
  const { draft, onChange } = props;
  const { kind } = draft;
  return (
    <>
      <FormRow>
        <FormField label={DAY_LABELS[kind]} hint={kind === 'notice' && draft.day && <NoticeEnd day={draft.day} />}>
          <DayInput value={draft.day} onChange={(day) => onChange({ day })} />
        </FormField>
        <FormField
          label={STAFF_LABELS[kind]}
          optional={!STAFF_NEEDED.has(kind)}
          hint={kind === 'visit' ? '两人以上，用顿号隔开' : undefined}
        >
          <Input
            value={draft.staff}
            maxLength={100}
            placeholder={kind === 'visit' ? '姓名、姓名' : '姓名'}
            onChange={(event) => onChange({ staff: event.target.value })}
          />
        </FormField>
      </FormRow>
      <OwnFields {...props} />
    </>
  );
}

/** Until when a notice runs that begins on a day. */
function NoticeEnd({ day }: { day: Day }) {
  const { value } = useCall('hardship.foreseeNotice', { day });
  if (!value) return null;
  return (
    <>
      {value.workingDays} 个工作日，公示到 {value.until}
      {!value.certain && '（这一年的放假安排没有收录，只扣除了周末，请自行核对）'}
    </>
  );
}

function OwnFields(props: StepFieldsProps) {
  const { draft, onChange } = props;
  const text = (key: 'place' | 'ground' | 'continued', label: string, placeholder = '', optional = false) => (
    <FormField label={label} optional={optional}>
      <Input
        value={draft[key]}
        maxLength={key === 'place' ? 100 : 200}
        placeholder={placeholder}
        onChange={(event) => onChange({ [key]: event.target.value })}
      />
    </FormField>
  );
  const long = (key: 'record' | 'answer', label: string, optional = false) => (
    <FormField label={label} optional={optional}>
      <Input.TextArea
        value={draft[key]}
        autoSize={{ minRows: 2, maxRows: 6 }}
        maxLength={key === 'record' && draft.kind !== 'visit' && draft.kind !== 'review' ? 500 : 2000}
        onChange={(event) => onChange({ [key]: event.target.value })}
      />
    </FormField>
  );
  switch (draft.kind) {
    case 'application':
    case 'filing':
      return null;
    case 'check':
      return (
        <>
          <FormField label="初审结果">
            <Radio.Group
              value={draft.outcome}
              options={CHECK_OUTCOMES.map((outcome) => ({ value: outcome, label: CHECK_OUTCOME_NAMES[outcome] }))}
              onChange={(event) => onChange({ outcome: event.target.value })}
            />
          </FormField>
          {draft.outcome !== 'passed' && text('ground', draft.outcome === 'refused' ? '不通过的原因' : '要补的材料')}
        </>
      );
    case 'signing':
      return (
        <FormField label="签署的文书">
          <Checkbox.Group
            value={draft.signed}
            options={SIGNED_PAPERS.map((paper) => ({ value: paper, label: SIGNED_PAPER_NAMES[paper] }))}
            onChange={(signed) => onChange({ signed })}
          />
        </FormField>
      );
    case 'visit':
      return (
        <>
          {text('place', '地点', '家中、单位等')}
          {long('record', '调查记录')}
          <FormRow>
            <FormField label="申请书签署" optional>
              <DayInput value={draft.applicationDay} onChange={(applicationDay) => onChange({ applicationDay })} />
            </FormField>
            <FormField label="授权书签署" optional>
              <DayInput
                value={draft.authorisationDay}
                onChange={(authorisationDay) => onChange({ authorisationDay })}
              />
            </FormField>
            <FormField label="告知同意书签署" optional>
              <DayInput value={draft.consentDay} onChange={(consentDay) => onChange({ consentDay })} />
            </FormField>
          </FormRow>
        </>
      );
    case 'verification':
      return long('record', '核对结果');
    case 'notice':
      return (
        <>
          {text('place', '公示地点', '公告栏、单位网站等')}
          <CategoryField {...props} label="拟认定类别" />
        </>
      );
    case 'objection':
      return (
        <>
          {long('record', '异议内容')}
          {long('answer', '答复和处理')}
        </>
      );
    case 'decision':
      return <DecisionFields {...props} />;
    case 'review':
      return (
        <>
          {long('record', '复核情况', true)}
          <CategoryField {...props} label="复核后的类别" />
          {text('ground', '依据', '与测算建议不同的，要写明', true)}
        </>
      );
    case 'resolved':
      return (
        <>
          {text('ground', '依据', '收入变化、会议讨论等')}
          {text('continued', '继续给予的帮扶', '助学到毕业、节日走访等', true)}
          <FormField label="渐退期到" optional hint="当地有渐退期的才填">
            <DayInput value={draft.untilDay} onChange={(untilDay) => onChange({ untilDay })} />
          </FormField>
        </>
      );
    case 'closed':
      return text('ground', '依据', '调离、死亡、不再符合条件等');
    case 'returned':
      return text('ground', '依据', '重新纳入的原因；从初审重新办理');
  }
}

function DecisionFields(props: StepFieldsProps) {
  const { draft, onChange } = props;
  const accepted = draft.outcome === 'accepted';
  return (
    <>
      <FormField label="审批结果">
        <Radio.Group
          value={draft.outcome}
          options={[
            { value: 'accepted', label: '同意建档' },
            { value: 'refused', label: '不同意' },
          ]}
          onChange={(event) => onChange({ outcome: event.target.value })}
        />
      </FormField>
      {accepted && (
        <FormRow>
          <CategoryField {...props} label="认定类别" />
          <FormField label="旧口径类别" optional>
            <Select<OlderCategory>
              className="wide-control"
              value={draft.olderCategory}
              options={OLDER_CATEGORIES.map((one) => ({
                value: one,
                label: one === '' ? '不用' : OLDER_CATEGORY_NAMES[one],
              }))}
              onChange={(olderCategory) => onChange({ olderCategory })}
            />
          </FormField>
        </FormRow>
      )}
      <FormField
        label={accepted ? '认定依据' : '不同意的原因'}
        optional={accepted}
        hint={accepted ? '与测算建议不同的，要写明依据' : undefined}
      >
        <Input value={draft.ground} maxLength={200} onChange={(event) => onChange({ ground: event.target.value })} />
      </FormField>
      <FormField label="集体决议" optional={!accepted}>
        <ResolutionPicker value={draft.resolutionId} onChange={(resolutionId) => onChange({ resolutionId })} />
      </FormField>
    </>
  );
}

function CategoryField({ draft, onChange, suggested, label }: StepFieldsProps & { label: string }) {
  return (
    <FormField label={label} hint={`测算建议：${HARDSHIP_CATEGORY_NAMES[suggested]}`}>
      <Select<HardshipCategory>
        className="wide-control"
        value={draft.category ?? null}
        placeholder="请选择"
        options={HARDSHIP_CATEGORIES.filter((one) => one !== 'none').map((one) => ({
          value: one,
          label: HARDSHIP_CATEGORY_NAMES[one],
        }))}
        onChange={(category) => onChange({ category })}
      />
    </FormField>
  );
}

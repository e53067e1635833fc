import { Button, InputNumber, Select } from 'antd';
import { memo } from 'react';
import { call } from '#renderer/app/client.ts';
import { useAction, useCall } from '#renderer/app/use-call.ts';
import { DayInput } from '#renderer/components/DayInput.tsx';
import { FormField } from '#renderer/components/FormField.tsx';
import { MemberPicker } from '#renderer/components/MemberPicker.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { useTell } from '#renderer/components/use-tell.ts';
import {
  HARDSHIP_CAUSE_NAMES,
  HARDSHIP_CAUSES,
  type HardshipCause,
  type HardshipRecord,
  MOST_FURTHER_CAUSES,
} from '#shared/contract/hardship.ts';
import { SEX_NAMES } from '#shared/contract/members.ts';
import { takenOver } from './draft.ts';
import { Section, type SectionProps, sameIn } from './Section.tsx';

interface ApplicantProps extends SectionProps {
  /** The stored file; absent while a new one is typed. */
  record: HardshipRecord | undefined;
  name?: string | undefined;
}

/** Whose file it is, how many live together, and by which line it is computed. */
export const ApplicantSection = memo(
  Applicant,
  (before, after) =>
    before.record === after.record && sameIn('memberId', 'people', 'assessedDay', 'place')(before, after),
);

function Applicant({ record, name, draft, onChange }: ApplicantProps) {
  const lines = useCall('hardship.listParameters', {}).value ?? [];
  const places = [...new Set(lines.map(({ place }) => place))];
  return (
    <Section title="基本情况">
      <div className="hardship-fields">
        <FormField label="会员">
          <MemberPicker
            value={draft.memberId}
            name={name}
            disabled={record !== undefined}
            onChange={(member) => onChange({ memberId: member?.id })}
          />
        </FormField>
        <FormField label="共同生活人口" hint="包括本人">
          <InputNumber<number>
            className="wide-control"
            min={1}
            max={30}
            precision={0}
            value={draft.people ?? null}
            onChange={(people) => onChange({ people: people ?? undefined })}
          />
        </FormField>
        <FormField
          label={record ? '测算日期' : '申请日期'}
          hint={record ? '收支改了就按今天的低保线测算' : '补录的写纸面申请的日子'}
        >
          <DayInput value={draft.assessedDay} onChange={(assessedDay) => onChange({ assessedDay })} />
        </FormField>
        {(places.length > 1 || (draft.place !== '' && !places.includes(draft.place))) && (
          <FormField label="测算地区" hint="按户口所在地或居住地">
            <Select<string>
              className="wide-control"
              value={draft.place === '' ? null : draft.place}
              placeholder="请选择"
              options={places.map((place) => ({ value: place, label: place }))}
              onChange={(place) => onChange({ place })}
            />
          </FormField>
        )}
      </div>
      {record ? <MemberFacts record={record} /> : <FromRegistration memberId={draft.memberId} onChange={onChange} />}
    </Section>
  );
}

/** Takes into a new file what the member's 登记表 says of work and family, so that nobody types it twice. */
function FromRegistration({ memberId, onChange }: { memberId: string | undefined } & Pick<SectionProps, 'onChange'>) {
  const tell = useTell();
  const take = useAction(async () => {
    if (memberId === undefined) return;
    const { particulars } = await call('members.getRegistration', { id: memberId });
    const patch = takenOver(particulars);
    onChange(patch);
    tell.done(
      Object.keys(patch).length === 0
        ? '登记表里没有可以带入的内容，请直接填写。'
        : '已带入登记表里填过的工作单位、婚姻、单亲、户口和住址，请核对。',
    );
  });
  return (
    <>
      <Button size="small" disabled={memberId === undefined} loading={take.busy} onClick={() => void take.run()}>
        从登记表带入
      </Button>
      <Notice tone="red">{take.problem}</Notice>
    </>
  );
}

/** What the member's own record says; it is changed there. */
function MemberFacts({ record }: { record: HardshipRecord }) {
  const { member } = record;
  const facts: [string, string][] = [
    ['编号', record.memberNumber],
    ['性别', member.sex ? SEX_NAMES[member.sex] : ''],
    ['出生日期', member.birthday ?? ''],
    ['民族', member.ethnicity],
    ['政治面貌', member.political],
    ['身份证号', record.idNumberMasked],
    ['手机', member.phoneMasked],
    ['小组', member.groupName],
  ];
  return (
    <dl className="hardship-facts" aria-label="会员资料">
      {facts.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value === '' ? '—' : value}</dd>
        </div>
      ))}
      <div className="hardship-facts-note">以上在「会员」里修改</div>
    </dl>
  );
}

/** One main cause, and up to three further ones. */
export const CauseSection = memo(Causes, sameIn('cause', 'furtherCauses'));

function Causes({ draft, onChange }: SectionProps) {
  const options = HARDSHIP_CAUSES.map((cause) => ({ value: cause, label: HARDSHIP_CAUSE_NAMES[cause] }));
  const full = draft.furtherCauses.length >= MOST_FURTHER_CAUSES;
  return (
    <Section title="致困原因">
      <div className="hardship-fields">
        <FormField label="主要致困原因" hint="限选一项">
          <Select<HardshipCause>
            className="wide-control"
            value={draft.cause ?? null}
            placeholder="请选择"
            options={options}
            onChange={(cause) =>
              onChange({ cause, furtherCauses: draft.furtherCauses.filter((further) => further !== cause) })
            }
          />
        </FormField>
        <div className="hardship-two">
          <FormField label="次要致困原因" optional hint={`最多 ${MOST_FURTHER_CAUSES} 项`}>
            <Select<HardshipCause[]>
              mode="multiple"
              className="wide-control"
              value={[...draft.furtherCauses]}
              options={options
                .filter(({ value }) => value !== draft.cause)
                .map((option) => ({ ...option, disabled: full && !draft.furtherCauses.includes(option.value) }))}
              onChange={(furtherCauses) => onChange({ furtherCauses })}
            />
          </FormField>
        </div>
      </div>
    </Section>
  );
}

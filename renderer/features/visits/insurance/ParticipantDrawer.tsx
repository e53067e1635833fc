import { InputNumber } from 'antd';
import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useAllowed } from '#renderer/app/session.ts';
import { useAction } from '#renderer/app/use-call.ts';
import { FormField, FormRow } from '#renderer/components/FormField.tsx';
import { MoneyInput } from '#renderer/components/MoneyInput.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { RecordDrawer } from '#renderer/components/RecordDrawer.tsx';
import { useTell } from '#renderer/components/use-tell.ts';
import type { InsuranceYear, Participant } from '#shared/contract/visits.ts';
import { type Fen, fen, formatYuan, ZERO } from '#shared/money.ts';
import { PremiumTag } from './ParticipantList.tsx';

interface ParticipantDrawerProps {
  year: InsuranceYear;
  person: Participant;
  onClose: () => void;
}

/** One participant: shares and who pays how much, as long as no premium was collected or paid. */
export function ParticipantDrawer({ year, person, onClose }: ParticipantDrawerProps) {
  const [shares, setShares] = useState(person.shares);
  const [parts, setParts] = useState<Record<'unionPart' | 'memberPart' | 'employerPart', Fen | undefined>>({
    unionPart: person.unionPart,
    memberPart: person.memberPart,
    employerPart: person.employerPart,
  });
  const [dirty, setDirty] = useState(false);
  const mayKeep = useAllowed('visits.saveParticipant') && !person.paid;
  const tell = useTell();
  const premium = fen(year.premium * shares);
  const total = fen((parts.unionPart ?? 0) + (parts.memberPart ?? 0) + (parts.employerPart ?? 0));
  const save = useAction(async () => {
    await call('visits.saveParticipant', {
      yearId: year.id,
      memberId: person.memberId,
      shares,
      unionPart: parts.unionPart ?? ZERO,
      memberPart: parts.memberPart ?? ZERO,
      employerPart: parts.employerPart ?? ZERO,
    });
    tell.done(`已保存 ${person.name}。`);
    onClose();
  });
  const part = (key: keyof typeof parts, label: string) => (
    <FormField label={label}>
      <MoneyInput
        value={parts[key]}
        disabled={!mayKeep}
        onChange={(value) => {
          setDirty(true);
          setParts({ ...parts, [key]: value });
        }}
      />
    </FormField>
  );
  return (
    <RecordDrawer
      open
      title={`${person.name} ${year.planName}`}
      tag={<PremiumTag person={person} />}
      dirty={dirty}
      {...(mayKeep ? { onSave: () => void save.run() } : {})}
      saveDisabled={total !== premium}
      saving={save.busy}
      problem={save.problem}
      onClose={onClose}
    >
      <FormField label="份数">
        <InputNumber
          min={1}
          max={year.maxShares}
          precision={0}
          disabled={!mayKeep}
          value={shares}
          onChange={(value) => {
            const next = value ?? 1;
            setDirty(true);
            setShares(next);
            setParts({
              unionPart: fen(year.unionPart * next),
              memberPart: fen(year.memberPart * next),
              employerPart: fen(year.employerPart * next),
            });
          }}
        />
      </FormField>
      <FormRow>
        {part('unionPart', '工会承担')}
        {part('memberPart', '个人缴纳')}
        {part('employerPart', '单位行政缴纳')}
      </FormRow>
      <Notice tone={total === premium ? 'info' : 'amber'}>
        {total === premium
          ? `保费 ${formatYuan(premium)} 元。`
          : `三部分合计 ${formatYuan(total)} 元，保费是 ${formatYuan(premium)} 元，请核对。`}
      </Notice>
      {person.paid && <Notice>保费已经付出，要改先到「保费收付」撤回那张凭证。</Notice>}
    </RecordDrawer>
  );
}

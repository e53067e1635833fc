import { Radio } from 'antd';
import { DayInput } from '#renderer/components/DayInput.tsx';
import { FormField } from '#renderer/components/FormField.tsx';
import { LooseDayInput } from '#renderer/components/LooseDayInput.tsx';
import type { Day, Month } from '#shared/calendar.ts';
import { MEMBER_STATUS_NAMES } from '#shared/contract/members.ts';

/** How a new member comes into the books: with an application that waits, or as a member already. */
export type NewStatus = 'applied' | 'active';

interface StatusFieldsProps {
  /** Undefined for a record that is there: its status changes by 变更会籍 only. */
  status: NewStatus | undefined;
  onStatus: (status: NewStatus) => void;
  joined: Day | Month | '';
  onJoined: (joined: Day | Month | '') => void;
  /** Undefined unless the application waits: membership runs from the approval, so there is no 入会时间 yet. */
  applied: Day | '' | undefined;
  onApplied: (applied: Day | '') => void;
}

/** Fields of one row: 会籍 of a new member, and the day that goes with it: 入会时间, or 申请日期 while the application waits. */
export function StatusFields({ status, onStatus, joined, onJoined, applied, onApplied }: StatusFieldsProps) {
  return (
    <>
      {status !== undefined && (
        <FormField label="会籍" hint={status === 'applied' ? '批准后才在册、交会费' : undefined}>
          <Radio.Group
            value={status}
            options={(['active', 'applied'] satisfies NewStatus[]).map((value) => ({
              value,
              label: MEMBER_STATUS_NAMES[value],
            }))}
            onChange={(event) => onStatus(event.target.value === 'applied' ? 'applied' : 'active')}
          />
        </FormField>
      )}
      {applied === undefined ? (
        <FormField label="入会时间" optional hint="只知道月份也可以">
          <LooseDayInput value={joined} onChange={onJoined} />
        </FormField>
      ) : (
        <FormField label="申请日期" optional>
          <DayInput value={applied === '' ? undefined : applied} onChange={(day) => onApplied(day ?? '')} />
        </FormField>
      )}
    </>
  );
}

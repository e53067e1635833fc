import { useCall } from '#renderer/app/use-call.ts';
import { TalkDialog } from '#renderer/components/TalkDialog.tsx';

/** 登记谈话 with what the member owes today. */
export function MemberTalk({ member, onClose }: { member: { id: string; name: string }; onClose: () => void }) {
  const { value: debt } = useCall('dues.readOwed', { memberId: member.id });
  return debt && <TalkDialog member={member} monthsOwed={debt.months} owed={debt.owed} onClose={onClose} />;
}

import { Button, Modal } from 'antd';
import { useState } from 'react';
import { useNavigation } from '#renderer/app/navigation.ts';
import { useCall } from '#renderer/app/use-call.ts';
import { FormField } from '#renderer/components/FormField.tsx';
import { FormArea, focusFirst, useFormArea } from '#renderer/components/form-area.tsx';
import { MemberPicker } from '#renderer/components/MemberPicker.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { dayOf } from '#shared/calendar.ts';
import type { AidDoor } from '#shared/contract/hardship.ts';
import { AidDialog } from './AidDialog.tsx';

/** 发放帮扶 from the list: first the person; who has no file that allows it is shown the way to one (先建档、后帮扶). */
export function AidDoorDialog({ onClose }: { onClose: () => void }) {
  const [memberId, setMemberId] = useState<string>();
  const [paying, setPaying] = useState(false);
  const door = useCall(
    'hardship.checkRecipient',
    memberId === undefined ? undefined : { memberId, day: dayOf(new Date()) },
  );
  // the answer of the person before must not open the door for this one
  const found = door.value?.memberId === memberId ? door.value : undefined;
  const ready = found !== undefined && found.obstacle === undefined;
  const form = useFormArea(() => {
    if (ready) setPaying(true);
  });
  if (paying && found) return <AidDialog memberId={found.memberId} memberName={found.memberName} onClose={onClose} />;
  return (
    <Modal
      open
      title="发放帮扶：先选人"
      width={520}
      centered
      okText="下一步"
      cancelText="取消"
      okButtonProps={{ disabled: !ready }}
      onOk={form.submit}
      onCancel={onClose}
      afterOpenChange={focusFirst(form)}
    >
      <FormArea form={form}>
        <FormField label="会员" hint="先建档、后帮扶：有在档的困难档案才能发放。">
          <MemberPicker value={memberId} onChange={(member) => setMemberId(member?.id)} />
        </FormField>
        {ready && <Notice>{`「${found.memberName}」在档（${found.fileNumber ?? ''}），可以发放。`}</Notice>}
        {found?.obstacle && <WayOut door={found} onClose={onClose} />}
        <Notice tone="red">{door.error}</Notice>
      </FormArea>
    </Modal>
  );
}

/** What is lacking, in one sentence, and the button that leads on. */
export function WayOut({ door, onClose }: { door: AidDoor; onClose?: () => void }) {
  const go = useNavigation((navigation) => navigation.go);
  const { obstacle, memberId, memberName, fileId = '' } = door;
  if (obstacle === undefined) return null;
  const leave = (...to: Parameters<typeof go>) => {
    onClose?.();
    go(...to);
  };
  return (
    <>
      <Notice tone="amber">{obstacle.sentence}</Notice>
      <div className="aid-way-out">
        {obstacle.wayOut === 'newFile' && (
          <>
            <Button
              type="primary"
              onClick={() => leave('hardship', { tab: 'files', open: 'new', member: memberId, memberName })}
            >
              为这一户建档
            </Button>
            <Button onClick={() => leave('visits', { tab: 'records', open: 'new', member: memberId, memberName })}>
              改用送温暖慰问
            </Button>
          </>
        )}
        {obstacle.wayOut === 'procedure' && (
          <Button type="primary" onClick={() => leave('hardship', { tab: 'procedure', open: fileId })}>
            到建档办理
          </Button>
        )}
        {obstacle.wayOut === 'file' && (
          <Button type="primary" onClick={() => leave('hardship', { tab: 'files', open: fileId })}>
            打开档案
          </Button>
        )}
      </div>
    </>
  );
}

import { Badge, Button } from 'antd';
import { useState } from 'react';
import { useAllowed } from '#renderer/app/session.ts';
import { useCall } from '#renderer/app/use-call.ts';
import { ChangesDialog } from './ChangesDialog.tsx';

/** 会籍变动: the button with how many applications wait, and the dialog behind it. The grounds are personal: not for the committee. */
export function ChangesButton() {
  const [open, setOpen] = useState(false);
  const { value: counts } = useCall('members.count', {});
  const mayLook = useAllowed('members.listChanges');
  const waiting = counts?.byStatus.applied ?? 0;
  if (!mayLook) return null;
  return (
    <>
      <Badge count={waiting} size="small" color="var(--amber)" title={`${waiting} 人申请入会，等待批准`}>
        <Button onClick={() => setOpen(true)}>会籍变动</Button>
      </Badge>
      {open && <ChangesDialog waiting={waiting} onClose={() => setOpen(false)} />}
    </>
  );
}

import { Modal, Segmented } from 'antd';
import { useState } from 'react';
import { useAllowed } from '#renderer/app/session.ts';
import { ApplicantsView } from './ApplicantsView.tsx';
import { ChangesView } from './ChangesView.tsx';
import { SeveralView } from './SeveralView.tsx';

type View = 'changes' | 'applicants' | 'several';

/** All changes of membership, the applications that wait, and one change for several members. */
export function ChangesDialog({ waiting, onClose }: { waiting: number; onClose: () => void }) {
  const mayKeep = useAllowed('members.changeSeveral');
  const [view, setView] = useState<View>(waiting > 0 && mayKeep ? 'applicants' : 'changes');
  return (
    <Modal
      open
      title="会籍变动"
      width={1080}
      centered
      mask={{ closable: false }}
      footer={null}
      onCancel={onClose}
      className="members-changes-dialog"
    >
      <div className="members-changes">
        <Segmented<View>
          value={view}
          onChange={setView}
          options={[
            { value: 'changes', label: '变动记录' },
            { value: 'applicants', label: waiting > 0 ? `申请入会 ${waiting}` : '申请入会' },
            ...(mayKeep ? [{ value: 'several' as const, label: '批量办理' }] : []),
          ]}
        />
        {view === 'changes' && <ChangesView />}
        {view === 'applicants' && <ApplicantsView mayKeep={mayKeep} />}
        {view === 'several' && <SeveralView />}
      </div>
    </Modal>
  );
}

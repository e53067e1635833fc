import { Checkbox, Modal } from 'antd';
import { useState } from 'react';
import { useAllowed } from '#renderer/app/session.ts';
import { useAction, useCall } from '#renderer/app/use-call.ts';
import { Notice } from '#renderer/components/Notice.tsx';
import { PaperDialog } from '#renderer/components/PaperDialog.tsx';
import { dayOf } from '#shared/calendar.ts';
import type { RosterLine } from '#shared/contract/members.ts';
import {
  countScope,
  loadForms,
  loadRoster,
  MOST_FORMS,
  MOST_LINES,
  type PrintedForm,
  type PrintScope,
} from './print-load.ts';
import { RegistrationPaper } from './RegistrationPaper.tsx';
import { RosterPaper } from './RosterPaper.tsx';
import './registration.css';

interface PrintDialogProps {
  /** 登记表, one sheet a member; or the 花名册. */
  what: 'forms' | 'roster';
  scope: PrintScope;
  onClose: () => void;
}

type Ready = { forms: PrintedForm[] } | { lines: RosterLine[] };
const TITLES = { forms: '工会会员登记表', roster: '会员花名册' } as const;

/** Asks how, loads, then shows the sheets as they will be printed. Numbers are masked unless the person asks for whole ones. */
export function PrintDialog({ what, scope, onClose }: PrintDialogProps) {
  const [whole, setWhole] = useState(false);
  const [byGroup, setByGroup] = useState(true);
  const [progress, setProgress] = useState('');
  const [ready, setReady] = useState<Ready>();
  const profile = useCall('union.readProfile', {}).value;
  const fields = useCall('members.listFields', {}).value;
  const mayAsk = useAllowed('members.askWholeNumbers');
  const [tooMany, setTooMany] = useState<string>();
  const load = useAction(async () => {
    setTooMany(undefined);
    const total = await countScope(scope);
    const most = what === 'forms' ? MOST_FORMS : MOST_LINES;
    if (total > most) {
      setTooMany(`列表里有 ${total} 人，一次最多打印 ${most} 人；请先在列表里按小组或条件筛选，再分次打印。`);
      return;
    }
    const tell = (done: number, all: number) => setProgress(`${done} / ${all}`);
    setReady(
      what === 'forms'
        ? { forms: await loadForms(scope, whole, tell) }
        : { lines: await loadRoster(scope, whole, tell) },
    );
  });
  const today = dayOf(new Date());
  const title = 'id' in scope ? `${TITLES[what]} ${scope.name}` : TITLES[what];
  if (ready && profile && fields) {
    const empty = ('forms' in ready ? ready.forms : ready.lines).length === 0;
    return (
      <PaperDialog
        open
        landscape={what === 'roster'}
        name={`${title.replace(' ', '-')}-${today}`}
        onClose={onClose}
        paper={
          empty ? (
            <p className="empty-hint">列表里没有会员，没有可以打印的。</p>
          ) : 'forms' in ready ? (
            <RegistrationPaper forms={ready.forms} fields={fields} unit={profile.name} />
          ) : (
            <RosterPaper lines={ready.lines} unit={profile.name} day={today} byGroup={byGroup} />
          )
        }
      />
    );
  }
  return (
    <Modal
      open
      title={`打印${title}`}
      width={440}
      centered
      okText="预览"
      cancelText="取消"
      confirmLoading={load.busy}
      onOk={() => void load.run()}
      onCancel={onClose}
    >
      <div className="members-print-choices">
        {'filter' in scope && <p className="members-hint">按列表现在的筛选打印。</p>}
        {what === 'roster' && (
          <Checkbox checked={byGroup} onChange={(event) => setByGroup(event.target.checked)}>
            每个工会小组另起一页
          </Checkbox>
        )}
        {mayAsk && (
          <Checkbox checked={whole} onChange={(event) => setWhole(event.target.checked)}>
            身份证号和联系电话打印全号
          </Checkbox>
        )}
        {whole && <p className="members-hint">打印全号会记入操作留痕；印出的表请妥善保管。</p>}
        {load.busy && progress !== '' && <p className="members-hint">正在准备 {progress}</p>}
        <Notice tone="red">{tooMany ?? load.problem}</Notice>
      </div>
    </Modal>
  );
}

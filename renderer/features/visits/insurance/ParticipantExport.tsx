import { Checkbox, Modal } from 'antd';
import { useState } from 'react';
import { bridge, call } from '#renderer/app/client.ts';
import { useAllowed } from '#renderer/app/session.ts';
import { useAction } from '#renderer/app/use-call.ts';
import { Notice } from '#renderer/components/Notice.tsx';
import { useTell } from '#renderer/components/use-tell.ts';
import type { InsuranceYear } from '#shared/contract/visits.ts';

/** 导出名单 for the organiser: masked, or with whole numbers once that was confirmed. */
export function ParticipantExport({ year, onClose }: { year: InsuranceYear; onClose: () => void }) {
  const [whole, setWhole] = useState(false);
  const mayAsk = useAllowed('members.get');
  const tell = useTell();
  const save = useAction(async () => {
    const folder = await bridge().pickFolder();
    if (!folder) return;
    const { fileName, people } = await call('visits.exportParticipants', {
      yearId: year.id,
      masked: !whole,
      folder: folder.folder,
    });
    tell.done(`${people} 人已存为「${fileName}」。`);
    onClose();
  });
  return (
    <Modal
      open
      title="导出参保名单"
      width={520}
      centered
      okText="选文件夹并导出"
      cancelText="取消"
      confirmLoading={save.busy}
      okButtonProps={{ disabled: year.totals.participants === 0 }}
      onOk={() => void save.run()}
      onCancel={onClose}
    >
      <p>{`${year.planName} ${year.from} 至 ${year.to}，共 ${year.totals.participants} 人，存成 Excel 文件，交给主办方。`}</p>
      {mayAsk && (
        <Checkbox checked={whole} onChange={(event) => setWhole(event.target.checked)}>
          身份证号和电话写完整，不遮盖
        </Checkbox>
      )}
      <Notice tone="amber">{whole && '文件含完整的身份证号，只交给主办方，用后请删除；这次导出会留痕。'}</Notice>
      <Notice tone="red">{save.problem}</Notice>
    </Modal>
  );
}

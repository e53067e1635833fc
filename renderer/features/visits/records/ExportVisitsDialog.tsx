import { Checkbox, Modal } from 'antd';
import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { Notice } from '#renderer/components/Notice.tsx';
import { useExport } from '#renderer/components/use-export.ts';
import type { InputOf } from '#shared/contract/index.ts';

interface ExportVisitsDialogProps {
  filter: InputOf<'visits.list'>;
  onClose: () => void;
}

/** 存为 Excel: the records of the filter, masked unless somebody asks otherwise; the asking is on the trail. */
export function ExportVisitsDialog({ filter, onClose }: ExportVisitsDialogProps) {
  const [whole, setWhole] = useState(false);
  const save = useExport(async (folder) => {
    const saved = await call('visits.exportList', { ...filter, masked: !whole, folder });
    onClose();
    return saved;
  });
  return (
    <Modal
      open
      centered
      width={460}
      title="导出慰问记录"
      okText="选文件夹并导出"
      cancelText="取消"
      confirmLoading={save.busy}
      onOk={save.run}
      onCancel={onClose}
    >
      <p>按现在的筛选条件导出，已冲销和退回的也列出并注明。</p>
      <Checkbox checked={whole} onChange={(event) => setWhole(event.target.checked)}>
        写出病种和完整账号
      </Checkbox>
      <Notice tone="amber">
        {whole && '里面有健康信息和银行账号，请妥善保管，用完删除；这次导出会记在操作记录里。'}
      </Notice>
    </Modal>
  );
}

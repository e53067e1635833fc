import { DeleteOutlined, DownOutlined } from '@ant-design/icons';
import { Button, Popover } from 'antd';
import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useAction, useCall } from '#renderer/app/use-call.ts';
import { Notice } from '#renderer/components/Notice.tsx';
import { useConfirm } from '#renderer/components/use-confirm.tsx';
import type { VoucherTemplate } from '#shared/contract/ledger.ts';

/** The templates by name: a click fills the voucher. Templates are removed here too. */
export function TemplateMenu({ onPick }: { onPick: (template: VoucherTemplate) => void }) {
  const [open, setOpen] = useState(false);
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      trigger="click"
      placement="bottomRight"
      destroyOnHidden
      content={
        <TemplateList
          onPick={(template) => {
            setOpen(false);
            onPick(template);
          }}
        />
      }
    >
      <Button icon={<DownOutlined aria-hidden />} iconPlacement="end" aria-expanded={open}>
        用模板填
      </Button>
    </Popover>
  );
}

function TemplateList({ onPick }: { onPick: (template: VoucherTemplate) => void }) {
  const { value: templates, error } = useCall('ledger.listTemplates', {});
  const confirm = useConfirm();
  const remove = useAction(async ({ id, name }: VoucherTemplate) => {
    const sure = await confirm({
      title: `删除模板「${name}」？`,
      content: '用它填过的凭证不受影响。',
      confirmText: '删除',
      destructive: true,
    });
    if (sure) await call('ledger.removeTemplate', { id });
  });
  if (templates?.length === 0)
    return <p className="empty-hint">还没有模板。写好一张常用的凭证，点「存为模板」，下次就能直接填上。</p>;
  return (
    <div className="template-list">
      <Notice tone="red">{error ?? remove.problem}</Notice>
      <ul aria-label="凭证模板">
        {templates?.map((template) => (
          <li key={template.id}>
            <button type="button" className="template-name" onClick={() => onPick(template)}>
              {template.name}
              <small>{template.summary}</small>
            </button>
            <button
              type="button"
              className="quiet-button"
              aria-label={`删除模板「${template.name}」`}
              onClick={() => void remove.run(template)}
            >
              <DeleteOutlined aria-hidden />
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

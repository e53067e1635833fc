import { DownOutlined, PrinterOutlined } from '@ant-design/icons';
import { Button, Dropdown } from 'antd';
import { useState } from 'react';
import { useAllowed } from '#renderer/app/session.ts';
import type { MemberFilterInput } from '#shared/contract/members.ts';
import { FieldsDialog } from './FieldsDialog.tsx';
import { PrintDialog } from './PrintDialog.tsx';

/**
 * 打印 of the member list: 会员花名册, 会员登记表, and 登记表栏目 beside them. It stands on the page of the list.
 * @param filter what the list shows now, as `members.list` takes it without its window
 */
export function RosterPrintButton({ filter }: { filter: MemberFilterInput }) {
  const [open, setOpen] = useState<'roster' | 'forms' | 'fields'>();
  const mayPrintForms = useAllowed('members.listForms');
  const mayKeep = useAllowed('members.saveField');
  const items = [
    { key: 'roster', label: '会员花名册' },
    ...(mayPrintForms ? [{ key: 'forms', label: '会员登记表' }] : []),
    ...(mayKeep ? [{ key: 'fields', label: '登记表栏目' }] : []),
  ];
  const close = () => setOpen(undefined);
  return (
    <>
      <Dropdown
        trigger={['click']}
        menu={{
          items,
          onClick: ({ key }) => setOpen(key === 'roster' || key === 'forms' ? key : 'fields'),
        }}
      >
        <Button icon={<PrinterOutlined aria-hidden />}>
          打印 <DownOutlined aria-hidden />
        </Button>
      </Dropdown>
      {(open === 'roster' || open === 'forms') && <PrintDialog what={open} scope={{ filter }} onClose={close} />}
      {open === 'fields' && <FieldsDialog onClose={close} />}
    </>
  );
}

import { DownOutlined } from '@ant-design/icons';
import { Button, Dropdown } from 'antd';
import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useAllowed } from '#renderer/app/session.ts';
import { useExport } from '#renderer/components/use-export.ts';
import type { MemberFilter } from '#shared/contract/members.ts';
import { ExportDialog } from './ExportDialog.tsx';

interface MoreActionsProps {
  /** What the list shows now. */
  filter: MemberFilter;
  onDuplicates: () => void;
}

/** What is not needed every day: export, the blank template, the search for duplicates. */
export function MoreActions({ filter, onDuplicates }: MoreActionsProps) {
  const [exporting, setExporting] = useState(false);
  const mayExport = useAllowed('members.exportList');
  const template = useExport((folder) => call('members.exportTemplate', { folder }));
  const items = [
    ...(mayExport
      ? [
          { key: 'export', label: '导出名册' },
          { key: 'template', label: '导入模板' },
        ]
      : []),
    { key: 'duplicates', label: '查重' },
  ];
  const start = (key: string) => {
    if (key === 'export') setExporting(true);
    else if (key === 'template') template.run();
    else onDuplicates();
  };
  return (
    <>
      <Dropdown trigger={['click']} menu={{ items, onClick: ({ key }) => start(key) }}>
        <Button loading={template.busy}>
          更多 <DownOutlined aria-hidden />
        </Button>
      </Dropdown>
      {exporting && <ExportDialog filter={filter} onClose={() => setExporting(false)} />}
    </>
  );
}

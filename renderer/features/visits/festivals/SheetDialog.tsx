import { Checkbox } from 'antd';
import { useState } from 'react';
import { PaperDialog } from '#renderer/components/PaperDialog.tsx';
import type { ValueOf } from '#shared/contract/index.ts';
import { SignOffSheet } from './SignOffSheet.tsx';

/** The sign-off sheet as it will be printed: each group on a sheet of its own, or a subtotal on every page, if wanted. */
export function SheetDialog({ sheet, onClose }: { sheet: ValueOf<'visits.readSignOffSheet'>; onClose: () => void }) {
  const [byGroup, setByGroup] = useState(false);
  const [pageSums, setPageSums] = useState(false);
  return (
    <PaperDialog
      open
      name={`签领表-${sheet.festival.name}-${sheet.festival.day}`}
      paper={<SignOffSheet sheet={sheet} byGroup={byGroup} pageSums={pageSums} />}
      options={
        <>
          <Checkbox checked={byGroup} onChange={(event) => setByGroup(event.target.checked)}>
            每个小组另起一页
          </Checkbox>
          <Checkbox checked={pageSums} onChange={(event) => setPageSums(event.target.checked)}>
            每页小计
          </Checkbox>
        </>
      }
      onClose={onClose}
    />
  );
}

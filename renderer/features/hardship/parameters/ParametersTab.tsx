import { Button } from 'antd';
import { useState } from 'react';
import { useAllowed } from '#renderer/app/session.ts';
import { leave } from '#renderer/app/unsaved.ts';
import { Page } from '#renderer/components/Page.tsx';
import type { ListedParameters } from '#shared/contract/hardship.ts';
import type { HardshipFrame } from '../words.ts';
import { ParameterTab } from './ParameterTab.tsx';

/** 认定标准, with the drawer open at once when somebody was sent here to fill in the line. */
export function ParametersTab({ frame, adding }: { frame: HardshipFrame; adding: boolean }) {
  const [editing, setEditing] = useState<ListedParameters | 'new' | undefined>(adding ? 'new' : undefined);
  const mayKeep = useAllowed('hardship.saveParameters');
  return (
    <Page
      {...frame}
      action={
        mayKeep && (
          <Button type="primary" onClick={() => leave(() => setEditing('new'))}>
            新增标准
          </Button>
        )
      }
    >
      <ParameterTab editing={editing} onEdit={setEditing} />
    </Page>
  );
}

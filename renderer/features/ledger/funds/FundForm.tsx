import { Checkbox, Input } from 'antd';
import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useAction } from '#renderer/app/use-call.ts';
import { FormField } from '#renderer/components/FormField.tsx';
import { RecordDrawer } from '#renderer/components/RecordDrawer.tsx';
import { useTell } from '#renderer/components/use-tell.ts';
import type { Fund } from '#shared/contract/ledger.ts';

interface FundFormProps {
  /** Left out for a new one. */
  fund?: Fund;
  onClose: () => void;
}

/** Adds a fund, or changes one. */
export function FundForm({ fund, onClose }: FundFormProps) {
  const [name, setName] = useState(fund?.name ?? '');
  const [origin, setOrigin] = useState(fund?.origin ?? '');
  const [purpose, setPurpose] = useState(fund?.purpose ?? '');
  const [retired, setRetired] = useState(fund?.retired ?? false);
  const tell = useTell();
  const save = useAction(async () => {
    await call('ledger.saveFund', { ...(fund ? { id: fund.id } : {}), name, origin, purpose, retired });
    tell.done(`已保存专项资金「${name.trim()}」`);
    onClose();
  });
  return (
    <RecordDrawer
      open
      title={fund ? fund.name : '新增专项资金'}
      dirty={
        name !== (fund?.name ?? '') ||
        origin !== (fund?.origin ?? '') ||
        purpose !== (fund?.purpose ?? '') ||
        retired !== (fund?.retired ?? false)
      }
      onSave={() => void save.run()}
      saveDisabled={name.trim() === ''}
      saving={save.busy}
      problem={save.problem}
      onClose={onClose}
    >
      <FormField label="名称">
        <Input
          value={name}
          maxLength={40}
          placeholder="困难职工帮扶资金"
          onChange={(event) => setName(event.target.value)}
        />
      </FormField>
      <FormField label="来源" optional>
        <Input
          value={origin}
          maxLength={60}
          placeholder="滨江区总工会"
          onChange={(event) => setOrigin(event.target.value)}
        />
      </FormField>
      <FormField label="用途" optional hint="照拨款通知上的写">
        <Input.TextArea value={purpose} maxLength={200} rows={3} onChange={(event) => setPurpose(event.target.value)} />
      </FormField>
      {fund && (
        <Checkbox checked={retired} onChange={(event) => setRetired(event.target.checked)}>
          停用：不再用它收支，已有的记录留着
        </Checkbox>
      )}
    </RecordDrawer>
  );
}

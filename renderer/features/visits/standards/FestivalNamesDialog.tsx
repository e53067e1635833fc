import { Button, Input, Modal } from 'antd';
import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useAllowed } from '#renderer/app/session.ts';
import { useAction, useCall } from '#renderer/app/use-call.ts';
import { DataTable } from '#renderer/components/DataTable.tsx';
import { FormField, FormRow } from '#renderer/components/FormField.tsx';
import { FormArea, useFormArea } from '#renderer/components/form-area.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import type { FestivalName } from '#shared/contract/visits.ts';

/** 节日: the seven of the national rule and those of the union's own place. */
export function FestivalNamesDialog({ onClose }: { onClose: () => void }) {
  const list = useCall('visits.listFestivalNames', { withRetired: true });
  const mayKeep = useAllowed('visits.saveFestivalName');
  const [name, setName] = useState('');
  const [note, setNote] = useState('');
  const [tried, setTried] = useState(false);
  const save = useAction(async (festival: FestivalName) => {
    await call('visits.saveFestivalName', festival);
  });
  const add = useAction(async () => {
    await call('visits.saveFestivalName', { name: name.trim(), note });
    setName('');
    setNote('');
    setTried(false);
  });
  const form = useFormArea(() => {
    setTried(true);
    if (name.trim() !== '') void add.run();
  });
  return (
    <Modal
      open
      title="节日"
      width={640}
      centered
      mask={{ closable: false }}
      footer={<Button onClick={onClose}>关闭</Button>}
      onCancel={onClose}
    >
      <p className="form-lead">年节按总工办发〔2017〕32号是下面七个，另加自治区以上批准的少数民族节日。</p>
      <DataTable
        label="节日"
        rows={list.value}
        rowKey={(row) => row.name}
        maxHeight={324}
        rowTone={(row) => (row.retired ? 'soft' : undefined)}
        columns={[
          { key: 'name', title: '节日', width: 130, render: (row) => row.name },
          { key: 'note', title: '依据', render: (row) => row.note },
          {
            key: 'use',
            title: '',
            width: 90,
            render: (row) =>
              mayKeep && (
                <Button
                  size="small"
                  type="text"
                  aria-label={`${row.retired ? '恢复' : '停用'}${row.name}`}
                  onClick={() => void save.run({ ...row, retired: !row.retired })}
                >
                  {row.retired ? '恢复' : '停用'}
                </Button>
              ),
          },
        ]}
      />
      {mayKeep && (
        <FormArea form={form}>
          <FormRow>
            <FormField label="加一个节日" error={tried && name.trim() === '' ? '没有填写' : undefined}>
              <Input
                value={name}
                maxLength={20}
                placeholder="古尔邦节"
                onChange={(event) => setName(event.target.value)}
              />
            </FormField>
            <FormField label="依据" optional>
              <Input value={note} maxLength={100} onChange={(event) => setNote(event.target.value)} />
            </FormField>
          </FormRow>
          <Button onClick={form.submit} loading={add.busy}>
            加上
          </Button>
        </FormArea>
      )}
      <Notice tone="red">{form.blocked ?? add.problem ?? save.problem ?? list.error}</Notice>
    </Modal>
  );
}

import { Button, Input } from 'antd';
import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useAllowed, useSession } from '#renderer/app/session.ts';
import { useAction, useCall } from '#renderer/app/use-call.ts';
import { DataTable } from '#renderer/components/DataTable.tsx';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { FormField } from '#renderer/components/FormField.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { useTell } from '#renderer/components/use-tell.ts';
import { NewPassphrase, passphraseProblem } from '../NewPassphrase.tsx';
import { RecoveryCode } from '../RecoveryCode.tsx';
import '../start.css';

/** Backups that have been checked, and changing the passphrase. */
export function SafetySettings() {
  const backups = useCall('books.listBackups', {});
  const mayWrite = useAllowed('books.backUp');
  const tell = useTell();
  const backUp = useAction(async () => {
    const { fileName, attachmentsMissing } = await call('books.backUp', {});
    tell.done(`已备份并核对：${fileName}`);
    if (attachmentsMissing > 0)
      tell.problem(
        `有 ${attachmentsMissing} 个附件的文件缺失或损坏，没有备份到；请在凭证和会员登记表里逐个打开核对，重新添加原件。`,
      );
  });
  return (
    <>
      <Notice>
        备份放在账本旁边的「备份」文件夹，每份都经过核对，可以直接打开；请定期把整个文件夹（连同里面的附件）拷到 U
        盘，和电脑分开放。
      </Notice>
      <Notice tone="red">{backups.error ?? backUp.problem}</Notice>
      {mayWrite && (
        <div className="page-filters">
          <Button type="primary" loading={backUp.busy} onClick={() => void backUp.run()}>
            现在备份
          </Button>
        </div>
      )}
      <DataTable
        label="备份"
        rows={backups.value}
        rowKey={(row) => row.fileName}
        maxHeight={260}
        empty={<EmptyState title="还没有备份">点「现在备份」做第一份；每月结账后备份一次最稳妥。</EmptyState>}
        columns={[
          { key: 'name', title: '文件', render: (row) => row.fileName },
          {
            key: 'size',
            title: '大小',
            width: 120,
            align: 'right',
            render: (row) => `${Math.ceil(row.bytes / 1024).toLocaleString('zh-CN')} KB`,
          },
        ]}
      />
      {mayWrite && <ChangePassphrase />}
    </>
  );
}

function ChangePassphrase() {
  const unit = useSession((session) => session.status?.open?.name ?? '');
  const [old, setOld] = useState('');
  const [passphrase, setPassphrase] = useState({ first: '', second: '' });
  const [code, setCode] = useState<string>();
  const change = useAction(async () => {
    const made = await call('books.changePassphrase', { passphrase: old, newPassphrase: passphrase.first });
    setCode(made.recoveryCode);
  });
  if (code !== undefined) return <RecoveryCode unit={unit} code={code} />;
  return (
    <form
      className="wizard-form start-form"
      onSubmit={(event) => {
        event.preventDefault();
        void change.run();
      }}
    >
      <h2>更换口令</h2>
      <FormField label="现在的口令">
        <Input.Password value={old} autoComplete="off" onChange={(event) => setOld(event.target.value)} />
      </FormField>
      <NewPassphrase value={passphrase} onChange={setPassphrase} label="新口令" />
      <Notice tone="red">{change.problem}</Notice>
      <div>
        <Button
          htmlType="submit"
          loading={change.busy}
          disabled={old === '' || passphraseProblem(passphrase) !== undefined}
        >
          更换口令，重新打印恢复码
        </Button>
      </div>
    </form>
  );
}

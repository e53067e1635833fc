import { Button, Input } from 'antd';
import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useSession } from '#renderer/app/session.ts';
import { useAction } from '#renderer/app/use-call.ts';
import { FormField } from '#renderer/components/FormField.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { NewPassphrase, passphraseProblem } from './NewPassphrase.tsx';
import { RecoveryCode } from './RecoveryCode.tsx';
import type { KnownBooks } from './StartPage.tsx';

/** Opens books with the printed recovery code and sets a new passphrase; a new code takes the old one's place. */
export function RecoverForm({ books, onCancel }: { books: KnownBooks; onCancel: () => void }) {
  const refresh = useSession((session) => session.refresh);
  const [code, setCode] = useState('');
  const [passphrase, setPassphrase] = useState({ first: '', second: '' });
  const [newCode, setNewCode] = useState<string>();
  const recover = useAction(async () => {
    const made = await call('books.recover', { book: books.book, recoveryCode: code, newPassphrase: passphrase.first });
    setNewCode(made.recoveryCode);
  });
  if (newCode !== undefined) {
    return (
      <>
        <RecoveryCode unit={books.name} code={newCode} />
        <div className="start-actions">
          <Button type="primary" onClick={() => void refresh()}>
            已存好，打开账本
          </Button>
        </div>
      </>
    );
  }
  const problem = passphraseProblem(passphrase);
  return (
    <form
      className="start-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (problem === undefined) void recover.run();
      }}
    >
      <p className="start-empty">用保险柜里的恢复码打开「{books.name}」，并设一个新口令。旧的恢复码随后作废。</p>
      <FormField label="恢复码" hint="14 组，每组 4 位；大小写和横线不影响">
        <Input.TextArea
          autoFocus
          rows={2}
          value={code}
          autoComplete="off"
          onChange={(event) => setCode(event.target.value)}
        />
      </FormField>
      <NewPassphrase value={passphrase} onChange={setPassphrase} label="新口令" />
      <Notice tone="red">{recover.problem}</Notice>
      <div className="start-actions">
        <Button onClick={onCancel}>返回</Button>
        <Button
          type="primary"
          htmlType="submit"
          loading={recover.busy}
          disabled={code.trim() === '' || problem !== undefined}
        >
          打开并更换口令
        </Button>
      </div>
    </form>
  );
}

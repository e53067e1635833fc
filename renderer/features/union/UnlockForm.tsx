import { Button, Input, Radio } from 'antd';
import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useSession } from '#renderer/app/session.ts';
import { useAction } from '#renderer/app/use-call.ts';
import { FormField } from '#renderer/components/FormField.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import type { Role } from '#shared/contract/operation.ts';
import type { KnownBooks } from './StartPage.tsx';

interface UnlockFormProps {
  /** Newest first; the first one is chosen. */
  books: readonly KnownBooks[];
  onForgotten: (books: KnownBooks) => void;
}

/** Which books, as whom, and the passphrase. */
export function UnlockForm({ books, onForgotten }: UnlockFormProps) {
  const accept = useSession((session) => session.accept);
  const [chosen, setChosen] = useState(books[0]?.book);
  const [passphrase, setPassphrase] = useState('');
  const [role, setRole] = useState<Role>('treasurer');
  const current = books.find((candidate) => candidate.book === chosen) ?? books[0];
  const unlock = useAction(async () => {
    if (current) accept(await call('books.unlock', { book: current.book, passphrase, role }));
  });
  if (!current) return null;
  return (
    <form
      className="start-form"
      onSubmit={(event) => {
        event.preventDefault();
        void unlock.run();
      }}
    >
      <Radio.Group
        className="start-books"
        aria-label="账本"
        value={current.book}
        onChange={(event) => setChosen(event.target.value)}
      >
        {books.map((candidate) => (
          <Radio key={candidate.book} value={candidate.book}>
            <span className="start-book-name">{candidate.name}</span>
            <span className="start-book-detail">{candidate.detail}</span>
          </Radio>
        ))}
      </Radio.Group>
      <FormField label="口令">
        <Input.Password
          autoFocus
          value={passphrase}
          autoComplete="off"
          onChange={(event) => setPassphrase(event.target.value)}
        />
      </FormField>
      <Radio.Group
        aria-label="身份"
        value={role}
        onChange={(event) => setRole(event.target.value)}
        options={[
          { value: 'treasurer', label: '记账' },
          { value: 'committee', label: '经审会查阅（只看不改）' },
        ]}
      />
      <Notice tone="red">{unlock.problem}</Notice>
      <div className="start-actions">
        <Button type="link" onClick={() => onForgotten(current)}>
          忘记口令
        </Button>
        <Button type="primary" htmlType="submit" loading={unlock.busy} disabled={passphrase === ''}>
          打开账本
        </Button>
      </div>
    </form>
  );
}

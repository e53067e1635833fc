import { Button } from 'antd';
import { useState } from 'react';
import { bridge, call } from '#renderer/app/client.ts';
import { useSession } from '#renderer/app/session.ts';
import { useAction } from '#renderer/app/use-call.ts';
import { JobProgress } from '#renderer/components/JobProgress.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import type { BooksStatus } from '#shared/contract/books.ts';
import { FirstRunWizard } from './first-run/FirstRunWizard.tsx';
import { RecoverForm } from './RecoverForm.tsx';
import { UnlockForm } from './UnlockForm.tsx';
import './start.css';

/** Books that can be unlocked: from the list of recent ones, or just picked. */
export interface KnownBooks {
  book: string;
  name: string;
  detail: string;
}

type View = { name: 'home' } | { name: 'recover'; books: KnownBooks } | { name: 'create' };

/** The first screen: open books, make new ones, or try the practice books. */
export function StartPage() {
  const status = useSession((session) => session.status);
  const [view, setView] = useState<View>({ name: 'home' });
  if (!status) return null;
  const home = () => setView({ name: 'home' });
  if (view.name === 'create') return <FirstRunWizard suggested={status.suggestedFolder} onCancel={home} />;
  return (
    <main className="start">
      <div className="start-sheet">
        <h1 className="start-name">小家账本</h1>
        <p className="start-motto">基层工会的会员、会费、帮扶、慰问和经费账，一本账管到送审。</p>
        {view.name === 'recover' ? (
          <RecoverForm books={view.books} onCancel={home} />
        ) : (
          <Home
            status={status}
            onCreate={() => setView({ name: 'create' })}
            onRecover={(books) => setView({ name: 'recover', books })}
          />
        )}
        <p className="start-foot">版本 {status.programVersion}，全程离线，数据只在这台电脑上</p>
      </div>
    </main>
  );
}

interface HomeProps {
  status: BooksStatus;
  onCreate: () => void;
  onRecover: (books: KnownBooks) => void;
}

function Home({ status, onCreate, onRecover }: HomeProps) {
  const known = status.recent
    .filter((recent) => recent.exists)
    .map((recent) => ({
      book: recent.book,
      name: recent.practice ? `${recent.name}（练习账）` : recent.name,
      detail: recent.folder,
    }));
  const [picked, setPicked] = useState<KnownBooks>();
  const books = picked ? [picked, ...known.filter((other) => other.book !== picked.book)] : known;
  const pick = useAction(async () => {
    const file = await bridge().pickFile('books');
    if (file) setPicked({ book: file.file, name: file.name, detail: '刚才选的文件' });
  });
  return (
    <>
      <Notice tone="red">{pick.problem}</Notice>
      {books.length > 0 ? (
        <UnlockForm key={picked?.book ?? 'recent'} books={books} onForgotten={onRecover} />
      ) : (
        <p className="start-empty">这台电脑上还没有打开过账本。第一次用，请新建账本；想先试试，请打开练习账。</p>
      )}
      <div className="start-choices">
        <Button type={books.length > 0 ? 'default' : 'primary'} onClick={onCreate}>
          新建账本
        </Button>
        <Button loading={pick.busy} onClick={() => void pick.run()}>
          打开其他账本
        </Button>
        <Practice />
      </div>
    </>
  );
}

/** Builds the practice books and opens them; whatever is done in them concerns nobody. */
function Practice() {
  const accept = useSession((session) => session.accept);
  const [job, setJob] = useState<string>();
  const start = useAction(async () => setJob((await call('books.createPractice', {})).job));
  const open = useAction(async (book: string, passphrase: string) => {
    accept(await call('books.unlock', { book, passphrase, role: 'treasurer' }));
  });
  return (
    <>
      <Button loading={start.busy} disabled={job !== undefined} onClick={() => void start.run()}>
        试用练习账
      </Button>
      <p className="start-hint">练习账是虚构的滨江实验学校，320 名会员、三年的账，可以随便改，不影响真账。</p>
      <Notice tone="red">{start.problem ?? open.problem}</Notice>
      {job !== undefined && (
        <JobProgress
          job={job}
          title="正在准备练习账"
          onDone={(result) => {
            if (result.kind === 'practice')
              void open.run(result.book, result.passphrase).then((opened) => opened || setJob(undefined));
          }}
          onCancelled={() => setJob(undefined)}
          onFailed={() => setJob(undefined)}
        />
      )}
    </>
  );
}

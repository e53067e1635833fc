import { Button } from 'antd';
import { Suspense, useEffect } from 'react';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { Frame } from './Frame.tsx';
import { Layout } from './Layout.tsx';
import { useNavigation } from './navigation.ts';
import { StartPage } from './pages.ts';
import { useSession } from './session.ts';

/** The whole program: the first screen while no books are open, else the pages. */
export function Root() {
  return (
    <Frame>
      <Screen />
    </Frame>
  );
}

function Screen() {
  const { status, error, refresh } = useSession();
  const book = status?.open ? `${status.open.folder} ${status.open.name}` : undefined;
  useEffect(() => {
    refresh();
  }, [refresh]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: other books begin on the first page
  useEffect(() => useNavigation.getState().reset(), [book]);

  if (status === undefined) {
    if (error === undefined) return <div className="window-blank" />;
    return (
      <EmptyState title="程序没有准备好" action={<Button onClick={refresh}>重试</Button>}>
        {error}
      </EmptyState>
    );
  }
  if (status.state === 'closed') {
    return (
      <Suspense fallback={<div className="window-blank" />}>
        <StartPage />
      </Suspense>
    );
  }
  return <Layout key={book} />;
}

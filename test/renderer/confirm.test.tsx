import { screen, waitFor } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { useConfirm } from '#renderer/components/use-confirm.tsx';
import { renderInFrame } from './render.tsx';

interface AskerProps {
  destructive: boolean;
  answered: (answer: boolean) => void;
}
function Asker({ destructive, answered }: AskerProps) {
  const confirm = useConfirm();
  const ask = async () =>
    answered(
      await confirm({ title: '结账 2026年3月？', confirmText: '结账', content: '结账后不能再改。', destructive }),
    );
  return (
    <button type="button" onClick={ask}>
      问
    </button>
  );
}
function show(destructive: boolean) {
  const answered = vi.fn();
  const { user } = renderInFrame(<Asker destructive={destructive} answered={answered} />);
  return { user, answered };
}

test('a destructive step is never the default button', async () => {
  const { user, answered } = show(true);
  await user.click(screen.getByText('问'));
  const cancel = await screen.findByRole('button', { name: '取消' });
  await waitFor(() => expect(document.activeElement).toBe(cancel));
  await user.keyboard('{Enter}');
  await waitFor(() => expect(answered).toHaveBeenCalledExactlyOnceWith(false));
});

test('an ordinary step is confirmed with Enter', async () => {
  const { user, answered } = show(false);
  await user.click(screen.getByText('问'));
  const confirm = await screen.findByRole('button', { name: '结账' });
  await waitFor(() => expect(document.activeElement).toBe(confirm));
  await user.keyboard('{Enter}');
  await waitFor(() => expect(answered).toHaveBeenCalledExactlyOnceWith(true));
});

test('Esc is a no', async () => {
  const { user, answered } = show(false);
  await user.click(screen.getByText('问'));
  await screen.findByRole('button', { name: '结账' });
  await user.keyboard('{Escape}');
  await waitFor(() => expect(answered).toHaveBeenCalledExactlyOnceWith(false));
});

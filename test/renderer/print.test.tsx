import { screen, waitFor } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { Paper } from '#renderer/components/Paper.tsx';
import { PrintButtons } from '#renderer/components/PrintButtons.tsx';
import { installBridge } from './fake-bridge.ts';
import { renderInFrame } from './render.tsx';

const paper = (
  <Paper title="慰问签领表" unit="单位：滨江实验学校工会" signatures={['经办人', '审核', '主席审批']}>
    <table className="paper-table">
      <tbody>
        <tr>
          <td>李明</td>
        </tr>
      </tbody>
    </table>
  </Paper>
);
const laidOut = () => document.querySelector('body > .paper-root');

test('the paper is laid out while it is printed, and only then', async () => {
  let during: string | null | undefined;
  installBridge(
    {},
    {
      print: async () => {
        during = laidOut()?.textContent;
      },
    },
  );
  const { user } = renderInFrame(<PrintButtons name="签领表" paper={paper} />);
  expect(laidOut()).toBeNull();
  await user.click(screen.getByRole('button', { name: /打印/ }));
  await waitFor(() => expect(during).toBeDefined());
  expect(during).toContain('慰问签领表');
  expect(during).toContain('李明');
  expect(during).toContain('主席审批');
  await waitFor(() => expect(laidOut()).toBeNull());
});

test('the PDF gets the given name and the place is told', async () => {
  const savePdf = vi.fn(async (suggested: string) => ({ name: `${suggested}.pdf` }));
  installBridge({}, { savePdf });
  const { user } = renderInFrame(<PrintButtons name="签领表-2026年端午" paper={paper} landscape />);
  await user.click(screen.getByRole('button', { name: /存为 PDF/ }));
  expect(await screen.findByText('已存为「签领表-2026年端午.pdf」。')).toBeTruthy();
  expect(savePdf).toHaveBeenCalledExactlyOnceWith('签领表-2026年端午');
});

import { fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { CollectDonations } from '#renderer/features/visits/donations/CollectDonations.tsx';
import { DonorPaper, ThanksPaper } from '#renderer/features/visits/donations/DonationPapers.tsx';
import { DonationsTab } from '#renderer/features/visits/donations/DonationsTab.tsx';
import { day } from '#shared/calendar.ts';
import type { DriveRecord, Gift } from '#shared/contract/visits.ts';
import { fen } from '#shared/money.ts';
import { type Handlers, installBridge } from './fake-bridge.ts';
import { renderInFrame } from './render.tsx';

const FRAME = { title: '慰问', tabs: [], tab: 'donations' as const, onTab: () => undefined };
const DRIVE: DriveRecord = {
  id: 'd1',
  name: '慈善一日捐',
  day: day('2026-03-01'),
  purpose: '',
  beneficiary: '市慈善总会',
  notice: '',
  heldAccountId: '2021:221',
  heldAccount: '221 代管经费',
  gifts: 2,
  givers: 1,
  collected: fen(15_000),
  handedOver: fen(5_000),
  left: fen(10_000),
  unionName: '滨江实验学校工会委员会',
  moves: [
    {
      id: 'k1',
      kind: 'collection',
      day: day('2026-03-05'),
      method: 'cash',
      gifts: 2,
      receiver: '',
      receiptNumber: '',
      amount: fen(15_000),
      voucherId: 'v1',
      voucherNumber: '记-003',
      attachmentCount: 0,
      reversed: false,
    },
  ],
};
const gift = (line: number, name: string, amount: number): Gift => ({
  collectionId: 'k1',
  line,
  day: day('2026-03-05'),
  number: '',
  name,
  groupName: '',
  amount: fen(amount),
  voucherNumber: '记-003',
  reversed: false,
});
const HANDLERS: Handlers = {
  'visits.listDrives': () => ({ total: 1, rows: [DRIVE] }),
  'visits.readDrive': () => DRIVE,
  'members.listGroups': () => [],
  'visits.listGiverCandidates': () => [
    { memberId: 'm1', number: '0001', name: '张三', groupName: '', given: fen(0) },
    { memberId: 'm2', number: '0002', name: '李四', groupName: '', given: fen(100) },
  ],
};

test('what is not handed over is shown, and the drive cannot be closed', async () => {
  installBridge(HANDLERS);
  renderInFrame(<DonationsTab frame={FRAME} />);
  expect(await screen.findByText('1 次募捐还有 100.00 元没有转交')).toBeTruthy();
  fireEvent.click(within(await screen.findByRole('grid', { name: '募捐活动' })).getByText('慈善一日捐'));
  expect(await screen.findByText('还有 100.00 元没有转交，转交完才能结束。')).toBeTruthy();
  expect(screen.queryByRole('button', { name: '结束募捐' })).toBeNull();
  expect(screen.getByRole('button', { name: '登记转交' })).toBeTruthy();
});

test('amounts are typed beside the names, with givers who are no members', async () => {
  const bridge = installBridge({ ...HANDLERS, 'visits.collectDonations': () => DRIVE });
  let done = false;
  renderInFrame(<CollectDonations drive={DRIVE} onDone={() => (done = true)} />);
  fireEvent.change(await screen.findByLabelText('李四本次捐款'), { target: { value: '50.5' } });
  fireEvent.change(screen.getByLabelText('同一金额'), { target: { value: '20' } });
  fireEvent.click(screen.getByRole('button', { name: '填给列出的人' }));
  fireEvent.click(screen.getByRole('button', { name: '添加会员以外的捐款' }));
  fireEvent.change(screen.getByLabelText('匿名捐款'), { target: { value: '1' } });
  fireEvent.click(screen.getByRole('button', { name: '登记 3 笔 71.50 元' }));
  await waitFor(() => expect(done).toBe(true));
  expect(bridge.inputsOf('visits.collectDonations')[0]).toMatchObject({
    driveId: 'd1',
    method: 'cash',
    gifts: [
      { memberId: 'm2', amount: 5_050 },
      { memberId: 'm1', amount: 2_000 },
      { giver: '', amount: 100 },
    ],
  });
});

test('the papers name the givers, amounts only where they are wanted', () => {
  const gifts = [gift(1, '张三', 10_000), gift(2, '匿名', 5_000)];
  const { container, rerender } = render(<DonorPaper drive={DRIVE} gifts={gifts} amounts />);
  expect(container.textContent).toContain('100.00');
  expect(container.textContent).toContain('共 2 笔，150.00 元，捐给市慈善总会');
  rerender(<DonorPaper drive={DRIVE} gifts={gifts} amounts={false} />);
  expect(container.textContent).not.toContain('100.00');
  rerender(<ThanksPaper drive={DRIVE} gifts={gifts} />);
  expect(container.querySelectorAll('.paper')).toHaveLength(2);
  expect(container.textContent).toContain('人民币壹佰元整（100.00 元）');
});

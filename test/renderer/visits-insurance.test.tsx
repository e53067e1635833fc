import { fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { ClaimDrawer } from '#renderer/features/visits/insurance/ClaimDrawer.tsx';
import { InsuranceTab } from '#renderer/features/visits/insurance/InsuranceTab.tsx';
import { ParticipantExport } from '#renderer/features/visits/insurance/ParticipantExport.tsx';
import { PremiumDialog } from '#renderer/features/visits/insurance/PremiumDialog.tsx';
import { day } from '#shared/calendar.ts';
import type { ClaimRecord, InsurancePlan, InsuranceYear, Participant } from '#shared/contract/visits.ts';
import { refuse } from '#shared/errors.ts';
import { fen, ZERO } from '#shared/money.ts';
import { type Handlers, installBridge } from './fake-bridge.ts';
import { renderInFrame } from './render.tsx';

const FRAME = { title: '慰问', tabs: [], tab: 'insurance' as const, onTab: () => undefined };
const YEAR: InsuranceYear = {
  id: 'y1',
  planId: 'p1',
  planName: '职工医疗互助',
  from: day('2026-01-01'),
  to: day('2026-12-31'),
  premium: fen(10_000),
  unionPart: fen(6_000),
  memberPart: fen(4_000),
  employerPart: ZERO,
  employerHeld: false,
  maxShares: 1,
  womenOnly: false,
  expenseAccountId: '2021:50305',
  expenseAccount: '50305 其他服务支出',
  heldAccountId: '2021:221',
  heldAccount: '221 代管经费',
  note: '',
  totals: {
    participants: 2,
    women: 1,
    eligible: 4,
    share: 500,
    unionPart: fen(12_000),
    memberPart: fen(8_000),
    employerPart: ZERO,
    paidPeople: 1,
    paid: fen(10_000),
    held: fen(4_000),
    claims: 0,
    claimPeople: 0,
    claimPaid: ZERO,
  },
};
const PLAN: InsurancePlan = {
  id: 'p1',
  name: '职工医疗互助',
  organiser: '市总工会',
  kind: '住院',
  note: '',
  retired: false,
  years: [YEAR],
};
const person = (number: string, name: string, paid: boolean): Participant => ({
  memberId: `m${number}`,
  number,
  name,
  groupName: '数学组',
  sex: 'female',
  status: 'active',
  shares: 1,
  unionPart: fen(6_000),
  memberPart: fen(4_000),
  employerPart: ZERO,
  collected: true,
  paid,
  throughBooks: true,
});
const HANDLERS: Handlers = {
  'visits.listInsurance': () => [PLAN],
  'visits.listParticipants': () => ({ total: 2, rows: [person('0001', '张三', true), person('0002', '李四', false)] }),
  'visits.listRenewals': () => [],
  'visits.previewPremiums': () => ({
    people: 1,
    unionAmount: fen(6_000),
    heldAmount: fen(4_000),
    total: fen(10_000),
    leftOut: [],
  }),
  'ledger.listFunds': () => [],
  'union.listResolutions': () => [],
  'members.listGroups': () => [],
};

test('an empty union is led to its first plan', async () => {
  installBridge({ 'visits.listInsurance': () => [] });
  renderInFrame(<InsuranceTab frame={FRAME} />);
  expect(await screen.findByText('还没有互助保障项目')).toBeTruthy();
});

test('the list says who takes part, what is paid, and sums up as reports quote it', async () => {
  installBridge(HANDLERS);
  renderInFrame(<InsuranceTab frame={FRAME} />);
  const grid = await screen.findByRole('grid', { name: '参保名单' });
  expect(await within(grid).findByText('张三')).toBeTruthy();
  expect(within(grid).getByText('已付')).toBeTruthy();
  expect(within(grid).getByText('未付')).toBeTruthy();
  expect(
    screen.getByText(/参保 2 人，参保率 50\.0%；工会 120\.00 元，个人 80\.00 元.*代收未付 40\.00 元/),
  ).toBeTruthy();
});

test('carrying the term before tells who was left out', async () => {
  installBridge({
    ...HANDLERS,
    'visits.listParticipants': () => ({ total: 0, rows: [] }),
    'visits.carryParticipants': () => ({
      added: 3,
      leftOut: [{ memberId: 'm9', memberName: '赵六', sentence: '已经不在册' }],
    }),
  });
  renderInFrame(<InsuranceTab frame={FRAME} />);
  fireEvent.click(await screen.findByRole('button', { name: '带入上一年度名单' }));
  expect(await screen.findByText('1 人没有列入：赵六（已经不在册）。')).toBeTruthy();
});

test('a premium is posted with the total that was shown', async () => {
  const bridge = installBridge({
    ...HANDLERS,
    'visits.postPremiums': () => {
      throw refuse('visit.insuranceChanged', { before: '100.00', now: '200.00' });
    },
  });
  render(<PremiumDialog year={YEAR} onClose={() => undefined} />);
  fireEvent.click(await screen.findByText('付给主办方'));
  expect(
    await screen.findByText(/工会承担 60\.00 元记入 50305 其他服务支出，代收的 40\.00 元从 221 代管经费 付出/),
  ).toBeTruthy();
  fireEvent.click(await screen.findByRole('button', { name: '登记 1 人 100.00 元' }));
  expect(await screen.findByText(/合计已经由 100\.00 元变成 200\.00 元/)).toBeTruthy();
  expect(bridge.inputsOf('visits.postPremiums')[0]).toMatchObject({
    yearId: 'y1',
    kind: 'pay',
    total: 10_000,
    memberIds: [],
  });
});

test('whole numbers leave only when asked', async () => {
  const bridge = installBridge(
    { 'visits.exportParticipants': () => ({ fileName: '参保名单.xlsx', people: 2 }) },
    { pickFolder: async () => ({ folder: 'folder-1234', display: '文档' }) },
  );
  let closed = false;
  renderInFrame(<ParticipantExport year={YEAR} onClose={() => (closed = true)} />);
  fireEvent.click(await screen.findByRole('checkbox'));
  expect(screen.getByText(/只交给主办方，用后请删除/)).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: '选文件夹并导出' }));
  await waitFor(() => expect(closed).toBe(true));
  expect(bridge.inputsOf('visits.exportParticipants')).toEqual([
    { yearId: 'y1', masked: false, folder: 'folder-1234' },
  ]);
});

test('a claim shows what happened and takes the next step of the money', async () => {
  const claim: ClaimRecord = {
    id: 'c1',
    yearId: 'y1',
    planName: '职工医疗互助',
    memberId: 'm1',
    memberName: '张三',
    memberNumber: '0001',
    groupName: '',
    applied: day('2026-03-01'),
    state: 'approved',
    decided: day('2026-03-05'),
    approved: fen(300_000),
    paid: ZERO,
    held: fen(300_000),
    event: '意外摔伤',
    decision: '',
    payouts: [
      {
        id: 'x1',
        step: 'received',
        day: day('2026-03-08'),
        amount: fen(300_000),
        voucherId: 'v1',
        voucherNumber: '记-009',
        reversed: false,
      },
    ],
  };
  const bridge = installBridge({ 'visits.readClaim': () => claim, 'visits.payClaim': () => claim });
  renderInFrame(<ClaimDrawer id="c1" onClose={() => undefined} />);
  expect(await screen.findByText('意外摔伤')).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: '登记收付' }));
  await waitFor(() => expect(bridge.inputsOf('visits.payClaim')).toHaveLength(1));
  expect(bridge.inputsOf('visits.payClaim')[0]).toMatchObject({
    id: 'c1',
    step: 'handed',
    amount: 300_000,
    method: 'bank',
  });
});

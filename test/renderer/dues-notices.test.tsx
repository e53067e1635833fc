import { fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { CertificatePaper } from '#renderer/features/dues/notices/CertificatePaper.tsx';
import { DisclosurePaper, isWide } from '#renderer/features/dues/notices/DisclosurePaper.tsx';
import { NoticesTab } from '#renderer/features/dues/notices/NoticesTab.tsx';
import { halfYearOf } from '#renderer/features/dues/notices/PeriodFields.tsx';
import { day, month, monthsOfYear } from '#shared/calendar.ts';
import type { Certificate, Disclosure } from '#shared/contract/dues.ts';
import type { UnionProfile } from '#shared/contract/union.ts';
import { fen, ZERO } from '#shared/money.ts';
import { type Handlers, installBridge } from './fake-bridge.ts';
import { renderInFrame } from './render.tsx';

const PROFILE: UnionProfile = {
  name: '滨江实验学校工会委员会',
  creditCode: '',
  superiors: [],
  chair: '周明',
  accountant: '陈静',
  cashier: '吴敏',
  reviewDirector: '郑涛',
  reviewMembers: [],
  chart: '2021',
  practice: false,
  firstYear: 2026,
  fiscalYear: 2026,
  openMonth: month('2026-03'),
  largeExpense: fen(500000),
  remittancePercent: 40,
  secondReview: false,
};
const FRAME = { title: '会费', tabs: [], tab: 'notices' as const, onTab: () => undefined };
const QUARTER = monthsOfYear(2026).slice(0, 3);
const DISCLOSURE: Disclosure = {
  from: month('2026-01'),
  to: month('2026-03'),
  months: QUARTER,
  rows: [
    {
      memberId: 'm1',
      number: '0001',
      name: '侯梅玉',
      groupName: '数学组',
      months: [{ paid: fen(2280), full: true }, { paid: fen(1000), full: false }, null],
      paid: fen(3280),
    },
    {
      memberId: 'm2',
      number: '0002',
      name: '崔超',
      groupName: '',
      months: [null, null, { paid: fen(1540), full: true }],
      paid: fen(1540),
    },
  ],
  totals: QUARTER.map((each, index) => ({
    month: each,
    members: [1, 0, 1][index] ?? 0,
    paid: fen([2280, 1000, 1540][index] ?? 0),
  })),
  paid: fen(4820),
  members: 2,
  asOf: day('2026-03-15'),
};
const CERTIFICATE: Certificate = {
  memberId: 'm1',
  number: '0001',
  name: '侯梅玉',
  groupName: '数学组',
  from: month('2025-11'),
  to: month('2026-03'),
  months: ['2025-11', '2025-12', '2026-01', '2026-02', '2026-03'].map((each, index) => ({
    month: month(each),
    amount: fen(2280),
    paid: index === 4 ? ZERO : fen(2280),
    waived: ZERO,
  })),
  paidMonths: 4,
  paid: fen(9120),
  receipts: [{ number: 'No.0012', day: day('2026-03-05'), amount: fen(9120) }],
  today: day('2026-03-15'),
};
const TERMS = { first: day('2026-03-16'), last: day('2026-03-22'), use: '会费用于会员活动。', contact: '王会计' };

function show(handlers: Handlers = {}) {
  const bridge = installBridge({
    'dues.readDisclosure': () => DISCLOSURE,
    'members.listGroups': () => [],
    'dues.readNoticeTexts': () => ({ payHow: '', contact: '王会计' }),
    ...handlers,
  });
  return { bridge, ...renderInFrame(<NoticesTab frame={FRAME} profile={PROFILE} month={month('2026-03')} />) };
}

test('the notice lists who has paid; who has not is shown only when asked for', async () => {
  const { user, bridge } = show();
  expect(await screen.findByText('2026年上半年有 2 人缴纳会费，共 48.20 元')).toBeTruthy();
  expect(bridge.inputsOf('dues.readDisclosure')).toEqual([{ from: '2026-01', to: '2026-06', unpaidToo: false }]);
  await user.click(screen.getByLabelText('列出未缴的会员'));
  await waitFor(() => expect(bridge.inputsOf('dues.readDisclosure').at(-1)).toMatchObject({ unpaidToo: true }));
  expect(await screen.findByText(/张贴前请想一想/)).toBeTruthy();
});

test('it is printed with its days on the board, and not when they run backwards', async () => {
  const { user } = show();
  await user.click(await screen.findByRole('button', { name: '打印公示' }));
  fireEvent.change(await screen.findByLabelText('公示开始日期'), { target: { value: '2026-03-16' } });
  fireEvent.change(screen.getByLabelText('公示截止日期'), { target: { value: '2026-03-10' } });
  expect(await screen.findByText('不能早于开始日期')).toBeTruthy();
  await user.click(screen.getByRole('button', { name: '生成公示' }));
  expect(screen.queryByRole('article')).toBeNull();
  fireEvent.change(screen.getByLabelText('公示截止日期'), { target: { value: '2026-03-22' } });
  await user.click(screen.getByRole('button', { name: '生成公示' }));
  expect((await screen.findByRole('article')).textContent).toContain('公示期：2026年3月16日至2026年3月22日');
});

test('the paper has ticks or amounts, groups, totals, and no numbers of members', () => {
  const paper = (withAmounts: boolean) =>
    render(<DisclosurePaper disclosure={DISCLOSURE} withAmounts={withAmounts} unit={PROFILE.name} terms={TERMS} />)
      .container;
  const ticks = [...paper(false).querySelectorAll('tbody tr')].map((line) => line.textContent);
  expect(ticks).toEqual(['数学组（1 人）', '1侯梅玉√部分', '未分组（1 人）', '2崔超√', '合计 2 人101']);
  const amounts = paper(true);
  expect([...amounts.querySelectorAll('tbody tr')].map((line) => line.textContent)).toEqual([
    '数学组（1 人）',
    '1侯梅玉22.8010.0032.80',
    '未分组（1 人）',
    '2崔超15.4015.40',
    '合计 2 人22.8010.0015.4048.20',
  ]);
  expect(amounts.textContent).not.toContain('0001');
  expect(amounts.textContent).toContain('会费使用情况：会费用于会员活动。');
  expect([isWide(DISCLOSURE, true), isWide({ ...DISCLOSURE, months: monthsOfYear(2026) }, false)]).toEqual([
    false,
    true,
  ]);
});

test('a certificate is noted on the trail before it is shown', async () => {
  const { user, bridge } = show({
    'members.suggest': () => [
      {
        id: 'm1',
        number: '0001',
        name: '侯梅玉',
        groupName: '',
        status: 'active',
        phoneMasked: '',
        idNumberMasked: '',
        joined: '',
      },
    ],
    'dues.readCertificate': () => CERTIFICATE,
    'dues.noteCertificate': () => ({ paid: CERTIFICATE.paid }),
  });
  await user.click(await screen.findByText('缴纳证明'));
  const make = await screen.findByRole<HTMLButtonElement>('button', { name: '出具证明' });
  expect(make.disabled).toBe(true);
  await user.click(screen.getByLabelText('会员'));
  await user.click(await screen.findByText('侯梅玉'));
  await user.click(make);
  const paper = await screen.findByRole('article');
  expect(within(paper).getByText(/兹证明 侯梅玉 同志/)).toBeTruthy();
  expect(bridge.inputsOf('dues.noteCertificate')).toEqual([{ memberId: 'm1', from: '2026-01', to: '2026-06' }]);
});

test('the certificate: by year or by month, the sum in 大写, receipts when wanted, only what was paid', () => {
  const paper = (by: 'year' | 'month', withReceipts: boolean) =>
    render(<CertificatePaper certificate={CERTIFICATE} unit={PROFILE.name} by={by} withReceipts={withReceipts} />)
      .container;
  const years = paper('year', false);
  expect([...years.querySelectorAll('tbody tr')].map((line) => line.textContent)).toEqual([
    '2025年11至12月245.60',
    '2026年1至2月245.60',
    '合计491.20',
  ]);
  expect(years.textContent).toContain('4 个月的工会会费，合计人民币 91.20 元（大写：玖拾壹元贰角整）');
  expect(years.textContent).not.toContain('No.0012');
  const byMonths = paper('month', true);
  expect([...byMonths.querySelectorAll('tbody tr')].map((line) => line.textContent)).toEqual([
    '2025年11月22.802026年1月22.80',
    '2025年12月22.802026年2月22.80',
    '合计91.20',
  ]);
  expect(byMonths.textContent).toContain('No.0012（2026-03-05，91.20 元）');
});

test('the year for the members’ meeting: figures and one sentence to take over', async () => {
  const { user, bridge } = show({
    'dues.readYearReport': ({ year }) => ({
      year,
      members: 3,
      levied: fen(12020),
      waived: ZERO,
      paid: fen(3280),
      owed: fen(8740),
      received: fen(3280),
      rate: 2728,
      sentence: '2026年会费应收 3 人 120.20 元。',
    }),
  });
  await user.click(await screen.findByText('年度报告'));
  expect(await screen.findByText('27.28%')).toBeTruthy();
  expect(screen.getByLabelText<HTMLTextAreaElement>('报告用的一句话').value).toBe('2026年会费应收 3 人 120.20 元。');
  expect(bridge.inputsOf('dues.readYearReport')).toEqual([{ year: 2026 }]);
});

test('a month lies in its half-year', () => {
  expect(halfYearOf(month('2026-06'))).toEqual({ from: '2026-01', to: '2026-06' });
  expect(halfYearOf(month('2026-07'))).toEqual({ from: '2026-07', to: '2026-12' });
});

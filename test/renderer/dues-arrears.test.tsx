import { fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { ArrearsTab } from '#renderer/features/dues/arrears/ArrearsTab.tsx';
import { LetterPaper } from '#renderer/features/dues/arrears/LetterPaper.tsx';
import { inTwoColumns, monthsOfOneYear } from '#renderer/features/dues/arrears/month-words.ts';
import { addMonths, day, month, monthsOfYear } from '#shared/calendar.ts';
import type { ArrearsRow, ReminderLetter } from '#shared/contract/dues.ts';
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
  openMonth: month('2026-07'),
  largeExpense: fen(500000),
  remittancePercent: 40,
  secondReview: false,
};
const FRAME = { title: '会费', tabs: [], tab: 'arrears' as const, onTab: () => undefined };
const HALF = monthsOfYear(2026).slice(0, 6);
const ROW: ArrearsRow = {
  memberId: 'm1',
  number: '0001',
  name: '侯梅玉',
  groupName: '数学组',
  status: 'active',
  phoneMasked: '138****5678',
  months: HALF,
  owed: fen(13680),
  age: 6,
  inRow: 6,
  reminder: '须先教育，程序不改会籍。',
};
const LETTER: ReminderLetter = {
  memberId: 'm1',
  number: '0001',
  name: '侯梅玉',
  groupName: '数学组',
  months: HALF.map((each) => ({ month: each, amount: fen(2280), paid: ZERO, waived: ZERO, owed: fen(2280) })),
  owed: fen(13680),
  sixInRow: true,
};
const TERMS = {
  day: day('2026-07-15'),
  deadline: day('2026-08-15'),
  payHow: '到工会办公室缴现金',
  contact: '王会计',
  slip: true,
};

function show(handlers: Handlers = {}) {
  const bridge = installBridge(
    {
      'dues.listArrears': () => ({ total: 1, months: 6, owed: ROW.owed, rows: [ROW] }),
      'dues.sumArrears': ({ by }) => ({
        rows: [
          {
            key: by === 'age' ? 'under12' : 'g1',
            name: by === 'age' ? '6 至 11 个月' : '数学组',
            members: 1,
            months: 6,
            owed: ROW.owed,
          },
        ],
        members: 1,
        months: 6,
        owed: ROW.owed,
      }),
      'members.listGroups': () => [],
      'dues.readNoticeTexts': () => ({ payHow: '', contact: '王会计' }),
      'dues.readLetters': () => ({ letters: [LETTER], today: TERMS.day }),
      'dues.noteLetters': () => ({ letters: 1 }),
      'dues.saveNoticeTexts': (texts) => texts,
      ...handlers,
    },
    { pickFolder: async () => ({ folder: 'folder-1234', display: '文档' }) },
  );
  return { bridge, ...renderInFrame(<ArrearsTab frame={FRAME} profile={PROFILE} onCollect={() => undefined} />) };
}

test('says what is owed together; a row of the sums opens the members behind it', async () => {
  const { user, bridge } = show();
  expect(await screen.findByText('欠缴 1 人，6 个月，共 136.80 元')).toBeTruthy();
  await user.click(screen.getByText('按时间'));
  const sums = await screen.findByRole('grid', { name: '欠缴最早的欠缴已过' });
  await user.click(await within(sums).findByText('6 至 11 个月'));
  await waitFor(() => expect(bridge.inputsOf('dues.listArrears').at(-1)).toMatchObject({ age: 'under12' }));
});

test('ticked members get letters: asked for the terms first, noted on the trail, then shown as paper', async () => {
  const { user, bridge } = show();
  const print = await screen.findByRole<HTMLButtonElement>('button', { name: '打印催缴通知' });
  expect(print.disabled).toBe(true);
  await user.click(within(await screen.findByRole('grid', { name: '欠缴会员' })).getByRole('checkbox'));
  await user.click(print);
  fireEvent.change(await screen.findByLabelText('缴纳期限'), { target: { value: '2026-08-15' } });
  fireEvent.change(screen.getByLabelText(/缴费方式/), { target: { value: '到工会办公室缴现金' } });
  await user.click(screen.getByRole('button', { name: '生成通知' }));
  expect((await screen.findByRole('article')).textContent).toContain('侯梅玉 同志');
  expect(bridge.inputsOf('dues.noteLetters')).toEqual([{ memberIds: ['m1'], deadline: '2026-08-15' }]);
  expect(bridge.inputsOf('dues.saveNoticeTexts')).toEqual([{ payHow: '到工会办公室缴现金', contact: '王会计' }]);
});

test('a letter without a deadline is not made', async () => {
  const { user, bridge } = show();
  await user.click(within(await screen.findByRole('grid', { name: '欠缴会员' })).getByRole('checkbox'));
  await user.click(await screen.findByRole('button', { name: '打印催缴通知' }));
  fireEvent.change(await screen.findByLabelText('缴纳期限'), { target: { value: '' } });
  await user.click(screen.getByRole('button', { name: '生成通知' }));
  expect(await screen.findByText('没有填写')).toBeTruthy();
  expect(bridge.inputsOf('dues.noteLetters')).toEqual([]);
});

test('six months in a row: the talk on record, what comes next, and the dialog to register a talk', async () => {
  const { user } = show({
    'dues.listReminders': () => ({
      total: 1,
      rows: [
        {
          memberId: 'm1',
          number: '0001',
          name: '侯梅玉',
          groupName: '数学组',
          phoneMasked: '',
          run: { from: month('2026-01'), to: month('2026-06'), months: 6 },
          monthsOwed: 6,
          owed: fen(13680),
          talks: 2,
          lastTalk: { day: day('2026-07-01'), outcome: 'refused' },
          step: 'refused',
          next: '拒不改正：可提请工会委员会决定',
        },
      ],
    }),
  });
  await user.click(await screen.findByText('满六个月', { selector: '.ant-segmented-item-label' }));
  const grid = await screen.findByRole('grid', { name: '满六个月未缴的会员' });
  expect(await within(grid).findByText('2026年1月起 6 个月')).toBeTruthy();
  expect(within(grid).getByText(/2026-07-01 .*，共 2 次/)).toBeTruthy();
  expect(within(grid).getByText('拒不改正：可提请工会委员会决定')).toBeTruthy();
  await user.click(within(grid).getByRole('button', { name: '登记谈话' }));
  expect(await screen.findByText('登记谈话 侯梅玉')).toBeTruthy();
});

test('the letter says what is owed, how to pay and until when, kindly; the rule only to whom it may concern', () => {
  const text = (letter: ReminderLetter, terms = TERMS) =>
    render(<LetterPaper letter={letter} unit={PROFILE.name} terms={terms} />).container.textContent ?? '';
  const whole = text(LETTER);
  expect(whole).toContain('侯梅玉 同志（编号 0001，数学组）');
  expect(whole).toContain('136.80 元（大写：壹佰叁拾陆元捌角整）');
  expect(whole).toContain('2026年8月15日前缴纳');
  expect(whole).toContain('到工会办公室缴现金。');
  expect(whole).toContain('王会计');
  expect(whole).toContain('申请减免');
  expect(whole).toContain('没有正当理由连续六个月');
  expect(whole).toContain('会籍不会因欠缴自行变更');
  expect(whole).toContain('回　执');
  const short = text(
    { ...LETTER, months: LETTER.months.slice(0, 1), owed: fen(2280), sixInRow: false },
    { ...TERMS, slip: false },
  );
  expect(short).not.toMatch(/自动退会|开除|回　执/);
});

test('three years of debt still fit a letter: they are put together by year', () => {
  const months = Array.from({ length: 30 }, (_, index) => addMonths(month('2024-01'), index)).filter(
    (each) => each !== month('2024-07'),
  );
  const letter = {
    ...LETTER,
    months: months.map((each) => ({ month: each, amount: fen(2280), paid: ZERO, waived: ZERO, owed: fen(2280) })),
    owed: fen(29 * 2280),
  };
  const { container } = render(<LetterPaper letter={letter} unit={PROFILE.name} terms={TERMS} />);
  const rows = [...container.querySelectorAll('tbody tr')].map((row) => row.textContent);
  expect(rows).toEqual([
    '2024年1至6月、8至12月11250.80',
    '2025年1至12月12273.60',
    '2026年1至6月6136.80',
    '合计29661.20',
  ]);
});

test('months in words and in two columns', () => {
  expect(monthsOfOneYear([1, 2, 3, 9].map((each) => month(`2026-0${each}`)))).toBe('1至3月、9月');
  expect(inTwoColumns([1, 2, 3, 4, 5])).toEqual([
    [1, 4],
    [2, 5],
    [3, undefined],
  ]);
});

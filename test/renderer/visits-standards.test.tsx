import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { StandardSentences } from '#renderer/features/visits/standards/StandardSentences.tsx';
import { StandardsTab } from '#renderer/features/visits/standards/StandardsTab.tsx';
import { day } from '#shared/calendar.ts';
import type { StandardSample, VisitKind, VisitStandard } from '#shared/contract/visits.ts';
import { fen } from '#shared/money.ts';
import { type Handlers, installBridge } from './fake-bridge.ts';
import { renderInFrame } from './render.tsx';

const KIND: VisitKind = {
  id: 'hospital',
  name: '生病住院',
  forms: ['money', 'goods'],
  accountId: '2021:50105',
  accountName: '50105 会员活动支出',
  paperItems: ['签领表', '出院小结'],
  papers: '签领表；出院小结',
  festival: false,
  basis: '总工办发〔2017〕32号',
  payersOnly: false,
  caseNames: ['手术'],
  remark: '',
  retired: false,
};
const KINDS: VisitKind[] = [
  KIND,
  { ...KIND, id: 'festival', name: '年节', festival: true, forms: ['goods', 'coupon'], caseNames: [] },
  { ...KIND, id: 'birthday', name: '生日', caseNames: [], retired: true },
];
const SAMPLE: VisitStandard = {
  id: 's-1',
  level: 'higher',
  kindIds: ['hospital'],
  kindNames: ['生病住院'],
  caseName: '',
  whenOver: 'approve',
  from: day('2026-01-01'),
  shape: 'perTime',
  amount: fen(100_000),
  source: '样本，请按本省标准修改',
  certainty: 'quoted',
  sample: 'hubei-2018',
  sealed: false,
  sentence: '每次不超过 1,000.00 元',
};
const USED: VisitStandard = {
  ...SAMPLE,
  id: 's-2',
  shape: 'timesPerYear',
  times: 2,
  source: '省总工会 8 号文',
  certainty: 'read',
  sample: '',
  sealed: true,
  sentence: '每人全年不超过 2 次',
};
const OLD: VisitStandard = { ...USED, id: 's-3', last: day('2026-02-28'), sentence: '每人全年不超过 1 次' };
const SET: StandardSample = {
  id: 'anhui-2025',
  name: '安徽 2025',
  source: '安徽皖工发〔2025〕18号',
  certainty: 'quoted',
  remark: '金额转引',
  limits: [
    {
      kindIds: ['hospital'],
      kindNames: ['生病住院'],
      sentence: '每次不超过 2,000.00 元',
      replaces: '每次不超过 1,000.00 元',
      problem: '',
    },
    {
      kindIds: ['festival'],
      kindNames: ['年节'],
      sentence: '每人全年不超过 2,200.00 元',
      replaces: '',
      problem: '2026-02-10 已有登记的慰问，要从那天以后起',
    },
  ],
};

beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2026-03-15T04:00:00Z'), toFake: ['Date'] });
});
afterEach(() => vi.useRealTimers());

function show(more: Handlers = {}) {
  const bridge = installBridge({
    'visits.listKinds': () => KINDS,
    'visits.listStandards': () => [SAMPLE, USED, OLD],
    'visits.listFestivalNames': () => [{ name: '春节', note: '', retired: false }],
    'visits.saveStandard': () => SAMPLE,
    'ledger.listAccounts': () => [],
    ...more,
  });
  const frame = { title: '慰问', tabs: [], tab: 'standards' as const, onTab: () => undefined };
  return { bridge, ...renderInFrame(<StandardsTab frame={frame} />) };
}
const put = (label: string, value: string) => {
  const input = screen.getByLabelText(label);
  fireEvent.change(input, { target: { value } });
  fireEvent.blur(input);
};
const limits = async () => within(await screen.findByRole('grid', { name: '慰问标准' }));

describe('慰问标准', () => {
  test('says which are samples, what is in force for each kind, and which limits were used', async () => {
    show();
    expect(await screen.findByText(/有 1 条是程序自带的样本/)).toBeTruthy();
    const kinds = within(await screen.findByRole('grid', { name: '慰问类别' }));
    expect(await kinds.findByText('每次不超过 1,000.00 元；每人全年不超过 2 次')).toBeTruthy();
    expect(kinds.getByText('生日（停用）')).toBeTruthy();
    const rows = (await limits()).getAllByRole('row').map((row) => row.textContent);
    expect(rows.slice(1)).toEqual([
      '生病住院每次不超过 1,000.00 元上级2026-01-01未用（转引，待核）样本，请按本省标准修改',
      '每人全年不超过 2 次上级2026-01-01已用省总工会 8 号文',
      '每人全年不超过 1 次上级2026-01-012026-02-28已截止省总工会 8 号文',
    ]);
  });

  test('a limit nobody was judged under is corrected in place, or taken out after a question', async () => {
    const { bridge } = show({ 'visits.dropStandard': () => ({ left: 0 }) });
    fireEvent.click((await limits()).getByText('每次不超过 1,000.00 元'));
    put('限额', '800');
    expect(screen.getByText('每次不超过 800.00 元')).toBeTruthy();
    put('来源', '省总工会 8 号文');
    fireEvent.click(screen.getByRole('button', { name: '删去' }));
    const question =
      (await screen.findAllByText('删去这条标准？'))[0]?.closest<HTMLElement>('.ant-modal') ?? document.body;
    fireEvent.click(within(question).getByRole('button', { name: '取消' }));
    expect(bridge.inputsOf('visits.dropStandard')).toEqual([]);
    fireEvent.click(screen.getByRole('button', { name: '保存' }));
    await waitFor(() =>
      expect(bridge.inputsOf('visits.saveStandard')).toEqual([
        expect.objectContaining({
          id: 's-1',
          kindIds: ['hospital'],
          from: '2026-01-01',
          shape: 'perTime',
          amount: 80_000,
          level: 'higher',
          source: '省总工会 8 号文',
        }),
      ]),
    );
  });

  test('a used one can only be ended, or replaced from a day on', async () => {
    const { bridge } = show({ 'visits.endStandard': () => USED });
    fireEvent.click((await limits()).getByText('每人全年不超过 2 次'));
    expect(await screen.findByText(/已有慰问按这条对照过，内容不能再改/)).toBeTruthy();
    expect(screen.queryByRole('button', { name: '删去' })).toBeNull();
    put('截止日期选填', '2026-06-30');
    fireEvent.click(screen.getByRole('button', { name: '保存截止日期' }));
    await waitFor(() => expect(bridge.inputsOf('visits.endStandard')).toEqual([{ id: 's-2', last: '2026-06-30' }]));
    fireEvent.click((await limits()).getByText('每人全年不超过 2 次'));
    fireEvent.click(await screen.findByRole('button', { name: '从某天起调整' }));
    put('次数', '3');
    put('来源', '省总工会 9 号文');
    fireEvent.click(screen.getByRole('button', { name: '保存' }));
    await waitFor(() =>
      expect(bridge.inputsOf('visits.saveStandard')).toEqual([
        expect.objectContaining({ shape: 'timesPerYear', times: 3, from: '2026-03-15', kindIds: ['hospital'] }),
      ]),
    );
    expect(bridge.inputsOf('visits.saveStandard')[0]).not.toHaveProperty('id');
  });

  test('a new one asks for its shape first, and nothing is sent while something is missing', async () => {
    const { bridge } = show();
    await limits();
    fireEvent.click(screen.getByRole('button', { name: '新增标准' }));
    fireEvent.mouseDown(screen.getByLabelText('标准'));
    fireEvent.click(await screen.findByTitle('全会合计不超过收入的百分比'));
    expect(screen.getByText('填好以后，这里显示这条标准的说法。')).toBeTruthy();
    put('百分比', '30');
    expect(screen.getByText('全会全年不超过当年预算经费收入的 30%')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: '保存' }));
    expect(screen.getAllByText('没有填写').length).toBe(2);
    expect(bridge.inputsOf('visits.saveStandard')).toEqual([]);
  });

  test('samples show before what they would do; kinds that cannot be taken are left out', async () => {
    const { bridge } = show({
      'visits.listSamples': () => [SET],
      'visits.adoptSample': () => ({ added: 0, replaced: 1 }),
    });
    fireEvent.click(await screen.findByRole('button', { name: '标准样本' }));
    expect(await screen.findByText('接替“每次不超过 1,000.00 元”')).toBeTruthy();
    const adopt = () => screen.getByRole('button', { name: /^采用/ });
    expect(adopt()).toHaveProperty('disabled', true);
    fireEvent.click(screen.getByRole('checkbox', { name: '年节' }));
    await waitFor(() => expect(adopt()).toHaveProperty('disabled', false));
    fireEvent.click(adopt());
    await waitFor(() =>
      expect(bridge.inputsOf('visits.adoptSample')).toEqual([
        { sample: 'anhui-2025', from: '2026-03-15', kindIds: ['hospital'] },
      ]),
    );
  });

  test('the kinds are the union’s to edit, papers one a line', async () => {
    const { bridge } = show({ 'visits.saveKind': () => KIND });
    const kinds = within(await screen.findByRole('grid', { name: '慰问类别' }));
    fireEvent.click(await kinds.findByText('生病住院'));
    fireEvent.click(await screen.findByRole('checkbox', { name: '提货券' }));
    fireEvent.click(screen.getByText('只限缴纳会费的会员'));
    put('应附材料选填', '签领表\n\n 会议纪要 ');
    fireEvent.click(screen.getByRole('button', { name: '保存' }));
    await waitFor(() =>
      expect(bridge.inputsOf('visits.saveKind')).toEqual([
        {
          id: 'hospital',
          name: '生病住院',
          forms: ['goods', 'coupon', 'money'],
          accountId: '2021:50105',
          paperItems: ['签领表', '会议纪要'],
          festival: false,
          basis: '总工办发〔2017〕32号',
          payersOnly: true,
          caseNames: ['手术'],
          remark: '',
          retired: false,
        },
      ]),
    );
  });

  test('festivals are added and retired', async () => {
    const { bridge } = show({ 'visits.saveFestivalName': () => [] });
    fireEvent.click(await screen.findByRole('button', { name: '节日' }));
    fireEvent.click(await screen.findByRole('button', { name: '停用春节' }));
    put('加一个节日', '古尔邦节');
    fireEvent.click(screen.getByRole('button', { name: '加上' }));
    await waitFor(() =>
      expect(bridge.inputsOf('visits.saveFestivalName')).toEqual([
        { name: '春节', note: '', retired: true },
        { name: '古尔邦节', note: '', retired: false },
      ]),
    );
  });
});

describe('what the standards say to a visit', () => {
  test('fine in teal, over in amber, barred in red', () => {
    installBridge({});
    renderInFrame(
      <StandardSentences
        check={{
          findings: [
            { ok: true, sentence: '甲' },
            { ok: false, sentence: '乙' },
            { ok: false, bars: true, sentence: '丙' },
          ],
          needsApproval: true,
          barred: true,
          yearSoFar: fen(0),
          timesSoFar: 0,
        }}
      />,
    );
    const tones = screen.getAllByRole('listitem').map((item) => item.className.split(' ').at(-1));
    expect(tones).toEqual(['standard-teal', 'standard-amber', 'standard-red']);
  });
});

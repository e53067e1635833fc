import { screen, waitFor, within } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { bumpRevision } from '#renderer/app/revision.ts';
import { type Column, DataTable } from '#renderer/components/DataTable.tsx';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { RecordDrawer } from '#renderer/components/RecordDrawer.tsx';
import { useWindow } from '#renderer/components/use-window.ts';
import { renderInFrame } from './render.tsx';

interface Item {
  id: string;
  name: string;
}
const items = (count: number): Item[] =>
  Array.from({ length: count }, (_, index) => ({ id: `id-${index}`, name: `会员${index}` }));
const columns: Column<Item>[] = [
  { key: 'name', title: '姓名', width: 200, render: (row) => row.name },
  { key: 'id', title: '编号', render: (row) => row.id, sum: '合计' },
];
const key = (row: Item) => row.id;
const shownRows = () => screen.getAllByRole('row').slice(1);
const activeText = () => {
  const id = screen.getByRole('grid').getAttribute('aria-activedescendant');
  return id === null ? undefined : document.getElementById(id)?.textContent;
};

test('draws only the rows in sight and says how many there are', () => {
  renderInFrame(<DataTable label="会员" columns={columns} rows={items(5000)} rowKey={key} />);
  const grid = screen.getByRole('grid', { name: '会员' });
  expect(grid.getAttribute('aria-rowcount')).toBe('5001');
  expect(within(grid).getByText('会员0')).toBeTruthy();
  expect(shownRows().length).toBeLessThan(60);
  expect(within(grid).getByText('合计')).toBeTruthy();
});

test('keys move the active row and Enter opens it', async () => {
  const onOpen = vi.fn();
  const { user } = renderInFrame(
    <DataTable label="会员" columns={columns} rows={items(500)} rowKey={key} onOpen={onOpen} />,
  );
  screen.getByRole('grid').focus();
  await user.keyboard('{ArrowDown}{ArrowDown}{ArrowDown}');
  expect(activeText()).toContain('会员2');
  await user.keyboard('{ArrowUp}{Enter}');
  expect(onOpen).toHaveBeenLastCalledWith({ id: 'id-1', name: '会员1' });
  await user.keyboard('{End}');
  await waitFor(() => expect(activeText()).toContain('会员499'));
  await user.keyboard('{PageUp}');
  // 600 px hold 16 rows; a page leaves two of them in sight.
  await waitFor(() => expect(activeText()).toContain('会员485'));
  await user.keyboard('{Home}{Enter}');
  expect(onOpen).toHaveBeenLastCalledWith({ id: 'id-0', name: '会员0' });
});

test('a click opens the row', async () => {
  const onOpen = vi.fn();
  const { user } = renderInFrame(
    <DataTable label="会员" columns={columns} rows={items(3)} rowKey={key} onOpen={onOpen} />,
  );
  await user.click(screen.getByText('会员2'));
  expect(onOpen).toHaveBeenCalledExactlyOnceWith({ id: 'id-2', name: '会员2' });
});

test('another row waits for the answer while a drawer holds unsaved work', async () => {
  const onOpen = vi.fn();
  const { user } = renderInFrame(
    <>
      <DataTable label="会员" columns={columns} rows={items(3)} rowKey={key} onOpen={onOpen} />
      <RecordDrawer open dirty title="会员0" onSave={() => undefined} onClose={() => undefined}>
        <input aria-label="姓名" />
      </RecordDrawer>
    </>,
  );
  await user.click(screen.getByText('会员2'));
  expect(onOpen).not.toHaveBeenCalled();
  await user.click(screen.getByRole('button', { name: '放弃' }));
  expect(onOpen).toHaveBeenCalledOnce();
});

test('Space and the checkbox tick rows without opening them', async () => {
  const onOpen = vi.fn();
  const onChange = vi.fn();
  const selection = { keys: new Set(['id-1']), onChange };
  const { user } = renderInFrame(
    <DataTable label="会员" columns={columns} rows={items(3)} rowKey={key} onOpen={onOpen} selection={selection} />,
  );
  screen.getByRole('grid').focus();
  await user.keyboard('{ArrowDown} ');
  expect(onChange).toHaveBeenLastCalledWith(new Set(['id-0', 'id-1']));
  await user.click(within(shownRows()[1] ?? document.body).getByRole('checkbox'));
  expect(onChange).toHaveBeenLastCalledWith(new Set());
  await user.click(screen.getByRole('checkbox', { name: '全选' }));
  expect(onChange).toHaveBeenLastCalledWith(new Set(['id-0', 'id-1', 'id-2']));
  expect(onOpen).not.toHaveBeenCalled();
});

test('an empty list says what to do first', () => {
  renderInFrame(
    <DataTable
      label="会员"
      columns={columns}
      rows={[]}
      rowKey={key}
      empty={<EmptyState title="还没有会员">先从花名册导入。</EmptyState>}
    />,
  );
  expect(screen.getByText('还没有会员')).toBeTruthy();
  expect(screen.getByText('先从花名册导入。')).toBeTruthy();
});

type Load = (offset: number, limit: number) => Promise<{ total: number; rows: Item[] }>;
function WindowTable({ load, filter }: { load: Load; filter: string }) {
  const list = useWindow(load, filter);
  return (
    <>
      <p>共 {list.total ?? '?'}</p>
      <DataTable label="会员" columns={columns} source={list} rowKey={key} />
    </>
  );
}

test('a long list is read in windows, only those in sight', async () => {
  const all = items(2000);
  const load = vi.fn<Load>(async (offset, limit) => ({ total: 2000, rows: all.slice(offset, offset + limit) }));
  const { user } = renderInFrame(<WindowTable load={load} filter="" />);
  expect(await screen.findByText('会员0')).toBeTruthy();
  expect(screen.getByText('共 2000')).toBeTruthy();
  expect(load.mock.calls).toEqual([[0, 100]]);
  screen.getByRole('grid').focus();
  await user.keyboard('{End}');
  expect(await screen.findByText('会员1999')).toBeTruthy();
  expect(load.mock.calls).toEqual([
    [0, 100],
    [1900, 100],
  ]);
});

test('rows that are on their way have a place of their own', async () => {
  const all = items(300);
  let release = () => {};
  const load: Load = (offset, limit) =>
    new Promise((resolve) => {
      const answer = () => resolve({ total: 300, rows: all.slice(offset, offset + limit) });
      if (offset === 0) answer();
      else release = answer;
    });
  const { user } = renderInFrame(<WindowTable load={load} filter="" />);
  await screen.findByText('会员0');
  screen.getByRole('grid').focus();
  await user.keyboard('{End}');
  await waitFor(() => expect(document.querySelectorAll('.table-body [aria-busy="true"]').length).toBeGreaterThan(10));
  release();
  expect(await screen.findByText('会员299')).toBeTruthy();
  expect(document.querySelectorAll('.table-body [aria-busy="true"]')).toHaveLength(0);
});

test('another search keeps the old rows until the new ones are there, and drops answers that come too late', async () => {
  const answers = new Map<string, (value: { total: number; rows: Item[] }) => void>();
  const loadOf =
    (filter: string): Load =>
    () =>
      new Promise((resolve) => answers.set(filter, resolve));
  const shown = renderInFrame(<WindowTable load={loadOf('a')} filter="a" />);
  answers.get('a')?.({ total: 1, rows: [{ id: 'a', name: '甲' }] });
  await screen.findByText('甲');
  const { Frame } = await import('#renderer/app/Frame.tsx');
  const show = (filter: string) =>
    shown.rerender(
      <Frame>
        <WindowTable load={loadOf(filter)} filter={filter} />
      </Frame>,
    );
  show('ab');
  expect(screen.getByText('甲')).toBeTruthy();
  show('abc');
  answers.get('abc')?.({ total: 1, rows: [{ id: 'c', name: '丙' }] });
  await screen.findByText('丙');
  answers.get('ab')?.({ total: 1, rows: [{ id: 'b', name: '乙' }] });
  await Promise.resolve();
  expect(screen.queryByText('乙')).toBeNull();
  expect(screen.queryByText('甲')).toBeNull();
});

test('after a write the rows in sight are read again', async () => {
  let name = '原名';
  const load: Load = async () => ({ total: 1, rows: [{ id: '1', name }] });
  renderInFrame(<WindowTable load={load} filter="" />);
  await screen.findByText('原名');
  name = '新名';
  bumpRevision();
  expect(await screen.findByText('新名')).toBeTruthy();
});

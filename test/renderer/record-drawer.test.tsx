import { fireEvent, screen, waitFor } from '@testing-library/react';
import { Input, Select } from 'antd';
import { useState } from 'react';
import { expect, test, vi } from 'vitest';
import { leave } from '#renderer/app/unsaved.ts';
import { DayInput } from '#renderer/components/DayInput.tsx';
import { FormField } from '#renderer/components/FormField.tsx';
import { MoneyInput } from '#renderer/components/MoneyInput.tsx';
import { RecordDrawer } from '#renderer/components/RecordDrawer.tsx';
import type { Day } from '#shared/calendar.ts';
import { type Fen, fen } from '#shared/money.ts';
import { renderInFrame } from './render.tsx';

function MemberDrawer({ onSave, onClose }: { onSave: () => void; onClose: () => void }) {
  const [name, setName] = useState('');
  const [amount, setAmount] = useState<Fen | undefined>(fen(0));
  const [day, setDay] = useState<Day>();
  return (
    <RecordDrawer open title="新增会员" dirty={name !== ''} onSave={onSave} onClose={onClose}>
      <FormField label="姓名">
        <Input value={name} onChange={(event) => setName(event.target.value)} />
      </FormField>
      <FormField label="工资">
        <MoneyInput value={amount} onChange={setAmount} />
      </FormField>
      <FormField label="性别">
        <Select options={[{ value: 'male', label: '男' }]} />
      </FormField>
      <FormField label="生日" optional>
        <DayInput value={day} onChange={setDay} />
      </FormField>
      <FormField label="备注">
        <Input.TextArea />
      </FormField>
    </RecordDrawer>
  );
}

function show() {
  const onSave = vi.fn();
  const onClose = vi.fn();
  const { user } = renderInFrame(<MemberDrawer onSave={onSave} onClose={onClose} />);
  return { user, onSave, onClose };
}
const question = () => screen.queryByText('有内容还没有保存');

test('Esc closes at once when nothing was changed', async () => {
  const { user, onClose } = show();
  await user.keyboard('{Escape}');
  expect(onClose).toHaveBeenCalledOnce();
  expect(question()).toBeNull();
});

test('Esc asks before it throws work away; the safe answer is the default button', async () => {
  const { user, onClose } = show();
  await user.type(screen.getByLabelText('姓名'), '李明');
  await user.keyboard('{Escape}');
  expect(question()).toBeTruthy();
  const stay = screen.getByRole('button', { name: '继续填写' });
  await waitFor(() => expect(document.activeElement).toBe(stay));
  await user.click(stay);
  expect(onClose).not.toHaveBeenCalled();
  expect(screen.getByLabelText<HTMLInputElement>('姓名').value).toBe('李明');

  await user.click(screen.getByRole('button', { name: '取消' }));
  await user.click(screen.getByRole('button', { name: '放弃' }));
  expect(onClose).toHaveBeenCalledOnce();
});

test('going elsewhere asks too', async () => {
  const { user } = show();
  const step = vi.fn();
  await user.type(screen.getByLabelText('姓名'), '李明');
  leave(step);
  await user.click(await screen.findByRole('button', { name: '继续填写' }));
  expect(step).not.toHaveBeenCalled();
  leave(step);
  await user.click(await screen.findByRole('button', { name: '放弃' }));
  expect(step).toHaveBeenCalledOnce();
});

test('Ctrl+Enter saves, from any field', async () => {
  const { user, onSave } = show();
  await user.type(screen.getByLabelText('备注'), '试{Control>}{Enter}{/Control}');
  expect(onSave).toHaveBeenCalledOnce();
});

test('a field that cannot be read stops the saving and says so', async () => {
  const { user, onSave } = show();
  await user.type(screen.getByLabelText(/生日/), '2026-2-30');
  await user.click(screen.getByRole('button', { name: '保存' }));
  expect(onSave).not.toHaveBeenCalled();
  expect(screen.getByText(/还有 1 处没有填对，没有保存/)).toBeTruthy();
  await user.clear(screen.getByLabelText(/生日/));
  await user.click(screen.getByRole('button', { name: '保存' }));
  expect(onSave).toHaveBeenCalledOnce();
  expect(screen.queryByText(/没有填对/)).toBeNull();
});

test('Enter moves from field to field and at last to the save button', async () => {
  const { user } = show();
  screen.getByLabelText('姓名').focus();
  const passed: (string | null | undefined)[] = [];
  for (let step = 0; step < 4; step += 1) {
    await user.keyboard('{Enter}');
    passed.push(document.activeElement?.closest('.form-field')?.querySelector('label')?.firstChild?.textContent);
  }
  expect(passed).toEqual(['工资', '性别', '生日', '备注']);
});

test('Enter that ends an input method composition does not move on', async () => {
  show();
  const name = screen.getByLabelText('姓名');
  name.focus();
  fireEvent.keyDown(name, { key: 'Enter', isComposing: true });
  expect(document.activeElement).toBe(name);
});

test('the first field has the focus', async () => {
  show();
  await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText('姓名')));
});

test('Esc closes the calendar of a field, not the drawer', async () => {
  const { user, onClose } = show();
  await user.click(screen.getByRole('button', { name: '打开日历' }));
  expect(document.querySelector('.ant-picker-dropdown')).toBeTruthy();
  await user.keyboard('{Escape}');
  expect(onClose).not.toHaveBeenCalled();
  expect(document.querySelector('.ant-picker-dropdown')).toBeNull();
});

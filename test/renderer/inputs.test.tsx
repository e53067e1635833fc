import { screen } from '@testing-library/react';
import { useState } from 'react';
import { expect, test, vi } from 'vitest';
import { DayInput } from '#renderer/components/DayInput.tsx';
import { FormField } from '#renderer/components/FormField.tsx';
import { MoneyInput } from '#renderer/components/MoneyInput.tsx';
import { MonthInput } from '#renderer/components/MonthInput.tsx';
import type { Day, Month } from '#shared/calendar.ts';
import { type Fen, fen } from '#shared/money.ts';
import { renderInFrame } from './render.tsx';

interface HeldProps<V> {
  start?: V | undefined;
  told: (value: V | undefined) => void;
}
function HeldMoney({ start, told, allowNegative }: HeldProps<Fen> & { allowNegative: boolean }) {
  const [value, setValue] = useState(start);
  return (
    <FormField label="金额">
      <MoneyInput
        value={value}
        uppercase
        allowNegative={allowNegative}
        onChange={(next) => {
          told(next);
          setValue(next);
        }}
      />
    </FormField>
  );
}
function moneyField(start?: Fen, allowNegative = false) {
  const told = vi.fn<(value: Fen | undefined) => void>();
  const { user } = renderInFrame(<HeldMoney start={start} told={told} allowNegative={allowNegative} />);
  return { told, user, field: screen.getByLabelText<HTMLInputElement>('金额') };
}

test('an amount is read into fen and shown with grouping when the field is left', async () => {
  const { told, user, field } = moneyField();
  await user.type(field, '16409.2');
  expect(told).toHaveBeenLastCalledWith(1640920);
  await user.tab();
  expect(field.value).toBe('16,409.20');
  expect(screen.getByText('人民币 壹万陆仟肆佰零玖元贰角整')).toBeTruthy();
});

test('full-width digits and 元 are fine', async () => {
  const { told, user, field } = moneyField();
  await user.type(field, '\uFF11\uFF12.\uFF13\uFF10元');
  expect(told).toHaveBeenLastCalledWith(1230);
});

test('three decimals are refused with their sentence, not rounded', async () => {
  const { told, user, field } = moneyField();
  await user.type(field, '12.345');
  expect(screen.getByRole('alert').textContent).toBe('金额最多写到分，请改成两位小数以内。');
  expect(told).toHaveBeenLastCalledWith(undefined);
  expect(field.value).toBe('12.345');
});

test('what is no amount stays in the field with its sentence', async () => {
  const { told, user, field } = moneyField();
  await user.type(field, '一百');
  await user.tab();
  expect(screen.getByRole('alert').textContent).toBe('不是金额，请写成 1234.50 这样的数字。');
  expect(field.value).toBe('一百');
  expect(told).not.toHaveBeenCalledWith(expect.any(Number));
});

test('a negative amount needs a field that allows it', async () => {
  const { told, user, field } = moneyField();
  await user.type(field, '-5');
  await user.tab();
  expect(screen.getByRole('alert').textContent).toBe('金额不能是负数，请核对。');
  expect(told.mock.lastCall?.[0]).toBeUndefined();
});

test('a field that allows it takes a negative amount', async () => {
  const { told, user, field } = moneyField(undefined, true);
  await user.type(field, '-5');
  expect(told).toHaveBeenLastCalledWith(-500);
});

test('an emptied amount is no amount, without a complaint', async () => {
  const { told, user, field } = moneyField(fen(500));
  expect(field.value).toBe('5.00');
  await user.clear(field);
  await user.tab();
  expect(told).toHaveBeenLastCalledWith(undefined);
  expect(screen.queryByRole('alert')).toBeNull();
});

function HeldDay({ told }: HeldProps<Day>) {
  const [value, setValue] = useState<Day>();
  return (
    <FormField label="日期">
      <DayInput
        value={value}
        onChange={(next) => {
          told(next);
          setValue(next);
        }}
      />
    </FormField>
  );
}
function dayField() {
  const told = vi.fn<(value: Day | undefined) => void>();
  const { user } = renderInFrame(<HeldDay told={told} />);
  return { told, user, field: screen.getByLabelText<HTMLInputElement>('日期') };
}

test.each([
  ['2026-3-5', '2026-03-05'],
  ['20260305', '2026-03-05'],
  ['2026年3月5日', '2026-03-05'],
  ['2028.2.29', '2028-02-29'],
])('the day %s is read as %s', async (typed, day) => {
  const { told, user, field } = dayField();
  await user.type(field, typed);
  await user.tab();
  expect(told).toHaveBeenLastCalledWith(day);
  expect(field.value).toBe(day);
});

test.each([
  ['2026-2-30', '没有「2026-2-30」这一天，请核对日期。'],
  ['20260229', '没有「20260229」这一天，请核对日期。'],
  ['2026-3', '看不懂这个日期，请写成 2026-03-05。'],
  ['昨天', '看不懂这个日期，请写成 2026-03-05。'],
])('%s is refused as a day', async (typed, sentence) => {
  const { told, user, field } = dayField();
  await user.type(field, typed);
  await user.tab();
  expect(screen.getByRole('alert').textContent).toBe(sentence);
  expect(field.value).toBe(typed);
  expect(told.mock.lastCall?.[0]).toBeUndefined();
});

test('a day is chosen in the calendar', async () => {
  const { told, user } = dayField();
  const field = screen.getByLabelText('日期');
  await user.type(field, '2026-03-05');
  await user.click(screen.getByRole('button', { name: '打开日历' }));
  await user.click(screen.getByTitle('2026-03-18'));
  expect(told).toHaveBeenLastCalledWith('2026-03-18');
});

function HeldMonth({ told }: HeldProps<Month>) {
  const [value, setValue] = useState<Month>();
  return (
    <MonthInput
      aria-label="月份"
      value={value}
      onChange={(next) => {
        told(next);
        setValue(next);
      }}
    />
  );
}

test('a month is typed and shown as people write it', async () => {
  const told = vi.fn<(value: Month | undefined) => void>();
  const { user } = renderInFrame(<HeldMonth told={told} />);
  const field = screen.getByLabelText<HTMLInputElement>('月份');
  await user.type(field, '2026-3');
  await user.tab();
  expect(told).toHaveBeenLastCalledWith('2026-03');
  expect(field.value).toBe('2026年3月');
  await user.clear(field);
  await user.type(field, '2026-13');
  await user.tab();
  expect(screen.getByRole('alert').textContent).toBe('看不懂这个月份，请写成 2026-03。');
});

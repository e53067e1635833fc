import { z } from 'zod';
import { type Day, isDay, isMonth, type Month } from '../calendar.ts';
import { type Fen, isFen, MAX_FEN } from '../money.ts';

// The building blocks of every operation's input. Messages are what follows 「字段」 in the sentence a person reads.

/** Text that must not be blank; trimmed. */
export const text = (max = 200) => z.string().trim().min(1, '没有填写').max(max, `最多 ${max} 个字`);
/** Text that may be blank; trimmed. */
export const optionalText = (max = 200) => z.string().trim().max(max, `最多 ${max} 个字`).default('');

/** What was typed, for the sentence that says it is no date; a long number put into the wrong field is not said again. */
const typedAs = (input: unknown) =>
  String(input)
    .slice(0, 20)
    .replace(/\d{9,}/g, '***');

export const dayField = z.custom<Day>((value) => typeof value === 'string' && isDay(value), {
  error: (issue) =>
    issue.input === undefined || issue.input === '' ? '没有填写' : `不是一个存在的日期（${typedAs(issue.input)}）`,
});
export const monthField = z.custom<Month>((value) => typeof value === 'string' && isMonth(value), {
  error: (issue) =>
    issue.input === undefined || issue.input === '' ? '没有填写' : `不是一个月份（${typedAs(issue.input)}）`,
});
export const yearField = z.int('年份要写成四位数字').min(1950, '年份太早').max(2199, '年份太晚');

const fenField = (test: (value: number) => boolean, problem: string) =>
  z.custom<Fen>((value) => typeof value === 'number' && isFen(value) && Math.abs(value) <= MAX_FEN && test(value), {
    error: (issue) => {
      if (issue.input === undefined || issue.input === null) return '没有填写';
      if (typeof issue.input !== 'number' || !Number.isFinite(issue.input)) return '不是金额';
      if (!Number.isInteger(issue.input)) return '最多写到分（两位小数）';
      if (Math.abs(issue.input) > MAX_FEN) return '金额太大';
      return problem;
    },
  });
/** More than zero. */
export const positiveFen = fenField((value) => value > 0, '要大于零');
/** Zero or more. */
export const amountFen = fenField((value) => value >= 0, '不能是负数');

/** An id made by the engine (uuid), or the fixed key of something that ships with the program (`2021:50105`). */
export const id = z.string().regex(/^[0-9a-zA-Z:_.-]{1,64}$/, '编号不对，请从列表里重新选择');
/** A file or folder that the person chose in a dialog; the renderer never sees or sends a path. */
export const fileToken = z.string().regex(/^[0-9a-zA-Z-]{8,64}$/, '请重新选择文件');

export const count = (max: number) => z.int('要写整数').min(0, '不能是负数').max(max, `最多 ${max}`);
/** A window of a long list. */
export const windowFields = { offset: count(10_000_000).default(0), limit: z.int().min(1).max(500).default(100) };
export const nothing = z.strictObject({});

/** One window of a long list together with the length of the whole. */
export interface Window<T> {
  total: number;
  rows: T[];
}

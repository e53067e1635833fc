import type { z } from 'zod';
import { FIELD_LABELS } from './labels.ts';

/**
 * The first problem of an input, as the parameters of `request.invalid`: which field (by its name on the page, with the
 * row for a list) and what is wrong with it, in Chinese.
 */
export function describeIssue(error: z.ZodError): { field: string; problem: string } {
  const issue = error.issues[0];
  if (!issue) return { field: '输入', problem: '不对' };
  return { field: fieldOf(issue.path), problem: problemOf(issue) };
}

function fieldOf(path: readonly PropertyKey[]): string {
  const names = path.filter((step) => typeof step === 'string');
  const name = names.findLast((step) => Object.hasOwn(FIELD_LABELS, step));
  const label = (name !== undefined && FIELD_LABELS[name]) || '输入';
  const index = path.find((step) => typeof step === 'number');
  return typeof index === 'number' ? `第 ${index + 1} 行 ${label}` : label;
}

/** Messages written in the schemas are Chinese already; what zod says by itself is not, so it is told by kind. */
function problemOf(issue: z.core.$ZodIssue): string {
  if (/\p{Script=Han}/u.test(issue.message)) return issue.message;
  switch (issue.code) {
    case 'invalid_type':
      return issue.message.includes('undefined') ? '没有填写' : '格式不对';
    case 'invalid_value':
      return '不在可选范围内';
    case 'too_small':
      return '太小或太短';
    case 'too_big':
      return '太大或太长';
    case 'unrecognized_keys':
      return '带有程序不认识的内容';
    default:
      return '格式不对';
  }
}

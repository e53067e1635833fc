import { contract, type OperationName } from '#shared/contract/index.ts';

/** What is wrong with each field, by its name in the input (`name`, `fields.phone`); empty when nothing is. */
export type FieldProblems = Readonly<Record<string, string>>;

/**
 * Checks a form against the contract before it is sent: the same rules and words as in the engine, but every field at once.
 * @returns `{ title: '没有填写', 'entries.0.debit': '不能是负数' }`
 */
export function checkInput(name: OperationName, input: unknown): FieldProblems {
  const result = contract[name].input.safeParse(input);
  if (result.success) return {};
  const problems: Record<string, string> = {};
  for (const issue of result.error.issues) problems[issue.path.join('.')] ??= issue.message;
  return problems;
}

import type { z } from 'zod';
import type { AppError } from '../errors.ts';
import { booksOperations } from './books.ts';
import { duesOperations } from './dues.ts';
import { hardshipOperations } from './hardship.ts';
import { ledgerOperations } from './ledger.ts';
import { membersOperations } from './members.ts';
import { reviewOperations } from './review.ts';
import { unionOperations } from './union.ts';
import { visitsOperations } from './visits.ts';

/**
 * Every operation the engine serves. The preload's functions, the engine's handler table, the preview's routes,
 * the permission matrix and the tests that walk all operations are derived from this one object.
 */
export const contract = {
  ...booksOperations,
  ...unionOperations,
  ...membersOperations,
  ...duesOperations,
  ...hardshipOperations,
  ...visitsOperations,
  ...ledgerOperations,
  ...reviewOperations,
};
export type Contract = typeof contract;
export type OperationName = keyof Contract;
/** What a caller may pass (defaults may be left out). */
export type InputOf<N extends OperationName> = z.input<Contract[N]['input']>;
/** What the engine's handler receives. */
export type ParsedInputOf<N extends OperationName> = z.output<Contract[N]['input']>;
export type ValueOf<N extends OperationName> = NonNullable<Contract[N]['output']['type']>;

export type Reply<T> = { ok: true; value: T } | { ok: false; error: AppError };

export function isOperationName(name: string): name is OperationName {
  return Object.hasOwn(contract, name);
}
export const operationNames: readonly OperationName[] = Object.keys(contract).filter(isOperationName);

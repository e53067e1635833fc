import { z } from 'zod';
import { contract, type OperationName } from '#shared/contract/index.ts';

// Makes valid inputs for an operation out of its schema alone, so that a test which walks the contract meets operations that
// did not exist when it was written.

/** What stands for ids and chosen files in the inputs. */
export interface Pool {
  /** Ids of records that are there, the likeliest for this field first. */
  ids: (field: string) => readonly string[];
  folder: string;
  file: string;
  days: readonly string[];
  months: readonly string[];
  year: number;
  /** What is put where free text is wanted. */
  text: (field: string) => string;
}

interface Schema {
  type?: string | undefined;
  properties?: Record<string, Schema>;
  required?: string[];
  items?: Schema;
  minItems?: number;
  enum?: unknown[];
  const?: unknown;
  anyOf?: Schema[];
  oneOf?: Schema[];
  pattern?: string;
  minLength?: number;
  minimum?: number;
  maximum?: number;
  default?: unknown;
}

const MOST = 700;

const schemas = new Map<OperationName, Schema>();

/** The input schema of an operation as JSON schema. */
export function inputSchema(name: OperationName): Schema {
  const known = schemas.get(name);
  if (known) return known;
  const schema = z.toJSONSchema(contract[name].input, { unrepresentable: 'any', io: 'input' }) as Schema;
  schemas.set(name, schema);
  return schema;
}

/** True where the schema asks for an id (its pattern allows dots and colons and nothing wide). */
const isId = ({ pattern }: Schema) => pattern?.startsWith('^[0-9a-zA-Z:_.-]') === true;
const isToken = ({ pattern }: Schema) => pattern?.startsWith('^[0-9a-zA-Z-]{8') === true;

/** Values that the schema may take, the likeliest first. */
export function valuesOf(schema: Schema, field: string, pool: Pool): unknown[] {
  if (schema.const !== undefined) return [schema.const];
  if (schema.enum) return [...schema.enum];
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return choices.flatMap((choice) => valuesOf(choice, field, pool));
  if (isId(schema)) return [...pool.ids(field)];
  if (isToken(schema)) return [field === 'folder' ? pool.folder : pool.file];
  switch (schema.type) {
    case 'boolean':
      return [false, true];
    case 'integer':
    case 'number':
      return numbersOf(schema, pool);
    case 'string':
      return (schema.minLength ?? 0) === 0 ? ['', pool.text(field)] : [pool.text(field)];
    case 'array':
      return arraysOf(schema, field, pool);
    case 'object':
      return objectsOf(schema, pool);
    case undefined:
      // a custom check: days, months and amounts are made so
      return [...pool.days, ...pool.months, 1000];
    default:
      return [null];
  }
}

function numbersOf({ minimum = 0, maximum = 1 }: Schema, pool: Pool): number[] {
  if (minimum === 1950) return [pool.year, pool.year - 1];
  if (maximum === 500) return [500];
  return [Math.max(minimum, 0)];
}

function arraysOf({ items, minItems = 0 }: Schema, field: string, pool: Pool): unknown[] {
  if (!items) return [[]];
  const each = valuesOf(items, field, pool);
  const filled = each.map((value, index) =>
    Array.from({ length: Math.max(1, minItems) }, (_, offset) => each[(index + offset) % each.length] ?? value),
  );
  return minItems === 0 ? [[], ...filled] : filled;
}

/** Every combination of what is required (up to a bound), then the first of them with each optional value added. */
function objectsOf({ properties = {}, required = [] }: Schema, pool: Pool): unknown[] {
  let rows: Record<string, unknown>[] = [{}];
  for (const key of required) {
    const values = valuesOf(properties[key] ?? {}, key, pool);
    rows = spread(rows, key, values).slice(0, MOST * 10);
  }
  return rows.slice(0, MOST);
}

function spread(rows: Record<string, unknown>[], key: string, values: unknown[]): Record<string, unknown>[] {
  const longer: Record<string, unknown>[] = [];
  for (const value of values) for (const row of rows) longer.push({ ...row, [key]: value });
  return longer;
}

/** Inputs with only what the operation requires: every combination, up to a bound; a lower bound gives the first of them. */
export function plainInputs(name: OperationName, pool: Pool, most = 20_000): Record<string, unknown>[] {
  const { properties = {}, required = [] } = inputSchema(name);
  let rows: Record<string, unknown>[] = [{}];
  for (const key of required) rows = spread(rows, key, valuesOf(properties[key] ?? {}, key, pool)).slice(0, most);
  return rows;
}

/** One accepted input with each optional field set to each of its values, one at a time. */
export function variedInputs(
  name: OperationName,
  accepted: Record<string, unknown>,
  pool: Pool,
): Record<string, unknown>[] {
  const { properties = {}, required = [] } = inputSchema(name);
  return Object.entries(properties)
    .filter(([key]) => !required.includes(key))
    .flatMap(([key, schema]) =>
      valuesOf(schema, key, pool)
        .slice(0, 120)
        .map((value) => ({ ...accepted, [key]: value })),
    );
}

/** The required fields in order, to name what an operation needs that could not be made. */
export const requiredOf = (name: OperationName): string => (inputSchema(name).required ?? []).join(', ');

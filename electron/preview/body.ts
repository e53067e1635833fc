import type { IncomingMessage } from 'node:http';

/** A request that is turned away; `status` is the HTTP status, `sentence` is for the developer who reads the answer. */
export class TurnedAway extends Error {
  readonly status: number;
  constructor(status: number, sentence: string) {
    super(sentence);
    this.status = status;
  }
}

/** Reads the whole body. @throws TurnedAway 413 as soon as more than `limit` bytes are announced or arrive */
export async function readBody(request: IncomingMessage, limit: number): Promise<Buffer> {
  const tooLarge = () => new TurnedAway(413, `more than ${limit} bytes`);
  if (Number(request.headers['content-length'] ?? 0) > limit) throw tooLarge();
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    if (!Buffer.isBuffer(chunk)) throw new TurnedAway(400, 'the body is not bytes');
    size += chunk.length;
    if (size > limit) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** @throws TurnedAway 415 unless the body is declared as exactly this type */
export function assertContentType(request: IncomingMessage, type: string): void {
  const declared = (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase();
  if (declared !== type) throw new TurnedAway(415, `only ${type}`);
}

/** The `input` of a call: the body is `{"input": …}`. @throws TurnedAway 400 when it is not */
export function parseInput(body: Buffer): unknown {
  let value: unknown;
  try {
    value = JSON.parse(body.toString('utf8'));
  } catch {
    throw new TurnedAway(400, 'the body is not JSON');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new TurnedAway(400, 'the body is not an object');
  return 'input' in value ? value.input : undefined;
}

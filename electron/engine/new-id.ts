import { randomFillSync } from 'node:crypto';
import { v7 } from 'uuid';

const ID_BYTES = 16;
/** Asking the system for randomness costs more than the rest of an id, so it is asked for many at once. */
const IDS_A_DRAW = 256;

/**
 * Makes ids (uuid v7): unguessable, and each sorts after the ones before it, also within a millisecond and when the clock is set
 * back.
 */
export function idMaker(): () => string {
  const drawn = new Uint8Array(ID_BYTES * IDS_A_DRAW);
  const view = new DataView(drawn.buffer);
  let at = drawn.length;
  let msecs = 0;
  let seq = 0;
  return () => {
    if (at === drawn.length) {
      randomFillSync(drawn);
      at = 0;
    }
    const now = Date.now();
    if (now > msecs) {
      msecs = now;
      // the upper half stays free to count on
      seq = view.getUint32(at) >>> 1;
    } else if (seq === 0xffffffff) {
      msecs += 1;
      seq = 0;
    } else seq += 1;
    const id = v7({ msecs, seq, random: drawn.subarray(at, at + ID_BYTES) });
    at += ID_BYTES;
    return id;
  };
}

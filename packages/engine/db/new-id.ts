import { randomFillSync } from 'node:crypto';
import { uuidv7 } from '@millrace/base';

const pool = new Uint8Array(10 * 256);
let used = pool.length;

/** A new UUIDv7 for a row. */
export function newId(now: number = Date.now()): string {
  if (used >= pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  const random = pool.subarray(used, used + 10);
  used += 10;
  return uuidv7(now, random);
}

import { expect, test } from 'vitest';
import fc from 'fast-check';
import { uuidSchema, uuidv7 } from './ids.ts';

const bytes = fc.uint8Array({ minLength: 10, maxLength: 16 });
const instants = fc.integer({ min: 0, max: 2 ** 48 - 1 });

test('an id has the shape, version and variant that RFC 9562 gives version 7', () => {
  fc.assert(
    fc.property(instants, bytes, (now, random) => {
      const id = uuidv7(now, random);
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
      expect(uuidSchema.safeParse(id).success).toBe(true);
      expect(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)).toBe(now);
    }),
  );
});

test('ids sort by when they were made', () => {
  fc.assert(
    fc.property(instants, instants, bytes, bytes, (one, other, left, right) => {
      if (one < other) expect(uuidv7(one, left) < uuidv7(other, right)).toBe(true);
    }),
  );
});

test('ids of one instant differ by their random bytes', () => {
  const ids = Array.from({ length: 256 }, (_, byte) => uuidv7(1, new Uint8Array(10).fill(byte)));
  expect(new Set(ids).size).toBe(256);
});

test('text that is no id is refused with a sentence', () => {
  for (const text of [
    '',
    'hello',
    '0190a000-0000-7000-8000-00000000000',
    '0190a000000070008000000000000001',
  ]) {
    expect(uuidSchema.safeParse(text).error?.issues[0]?.message).toBe('This is not an id.');
  }
});

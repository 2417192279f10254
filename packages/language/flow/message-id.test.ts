import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import fc from 'fast-check';
import { uuidSchema } from '@millrace/base';
import { messageIdOf, visitKey } from './message-id.ts';

test('the same visit of the same enrolment always has the same message', () => {
  fc.assert(
    fc.property(fc.uuid(), fc.string(), fc.nat(), (enrolment, node, visit) => {
      const key = visitKey(enrolment, node, visit);
      expect(messageIdOf(key)).toBe(messageIdOf(key));
      expect(uuidSchema.safeParse(messageIdOf(key)).success).toBe(true);
      expect(messageIdOf(key)).toMatch(/^.{14}8.{4}[89ab]/);
    }),
  );
});

test('no two of three hundred thousand visits share a message', () => {
  const seen = new Set<string>();
  for (let enrolment = 0; enrolment < 3_000; enrolment += 1) {
    for (let visit = 1; visit <= 100; visit += 1)
      seen.add(messageIdOf(visitKey(`enrolment-${enrolment}`, 'send', visit)));
  }
  expect(seen.size).toBe(300_000);
});

test('every hexadecimal digit comes up about equally often at every place', () => {
  const counts = new Map<string, number>();
  for (let index = 0; index < 8_000; index += 1) {
    const id = messageIdOf(`key-${index}`);
    for (const place of [0, 9, 15, 20, 24, 35])
      counts.set(`${place}${id[place]}`, (counts.get(`${place}${id[place]}`) ?? 0) + 1);
  }
  // Binomial with p = 1/16: mean 500; five standard deviations are 108.
  for (const [, count] of counts) expect(Math.abs(count - 500)).toBeLessThan(120);
  expect(counts.size).toBe(6 * 16);
});

test('it is the beginning of the SHA-256 of the key', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (key) => {
      const digest = createHash('sha256').update(key).digest('hex').slice(0, 32);
      const id = messageIdOf(key).replaceAll('-', '');
      // Except for the six bits that hold version and variant of the UUID.
      expect(id.slice(0, 12)).toBe(digest.slice(0, 12));
      expect(id.slice(13, 16)).toBe(digest.slice(13, 16));
      expect(id.slice(17)).toBe(digest.slice(17));
    }),
  );
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isMillraceError } from '@millrace/base';
import { storableText } from '@millrace/base';
import { readJson } from './read-json.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
function refusal(run: () => unknown): Record<string, unknown> | null {
  try {
    run();
  } catch (error) {
    if (isMillraceError(error)) return { code: error.code, ...error.details };
    throw error;
  }
  return null;
}

describe('JSON from outside', () => {
  test('reads back as it was written, whatever happens to text that cannot be stored', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom('refuse', 'leave', 'replace'), (value, unstorable) => {
        const text = JSON.stringify(value);
        if (/\\u(0000|d[89a-f])/i.test(text)) return;
        expect(readJson(bytes(text), unstorable)).toEqual(JSON.parse(text));
      }),
    );
  });

  test.each(['refuse', 'leave', 'replace'] as const)(
    'is limited in depth and in number before it is parsed (%s)',
    (unstorable) => {
      const deep = (levels: number) => bytes(`${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`);
      expect(readJson(deep(64), unstorable)).toBeTypeOf('object');
      expect(refusal(() => readJson(deep(65), unstorable))).toMatchObject({
        code: 'limit-exceeded',
        limitName: 'depth',
        most: 64,
      });
      expect(refusal(() => readJson(bytes('['.repeat(3_000_000)), unstorable))).toMatchObject({
        code: 'limit-exceeded',
        limitName: 'depth',
      });
      expect(refusal(() => readJson(bytes(`[${'1,'.repeat(300_000)}1]`), unstorable))).toMatchObject({
        code: 'limit-exceeded',
        limitName: 'values',
      });
    },
  );

  test('that is not valid JSON is refused', () => {
    for (const text of ['', '{', '{"a":}', 'nothing', '[1,]', '"a\0b"'])
      expect(refusal(() => readJson(bytes(text), 'refuse'))?.['code']).toBe('json-malformed');
  });
});

describe('text that cannot be stored', () => {
  test('is refused with its place: the byte that is not UTF-8, or the field with the character', () => {
    const bad = Buffer.concat([bytes('{"name":"é'), Buffer.from([0xff]), bytes('"}')]);
    expect(refusal(() => readJson(bad, 'refuse'))).toMatchObject({ code: 'text-malformed', position: 11 });
    expect(refusal(() => readJson(bad, 'leave'))).toMatchObject({ code: 'text-malformed' });
    expect(refusal(() => readJson(bytes('{"customer":{"firstName":"A\\u0000nn"}}'), 'refuse'))).toMatchObject(
      {
        code: 'input-invalid',
        fields: [{ field: 'customer.firstName' }],
      },
    );
    expect(refusal(() => readJson(bytes('["\\ud800"]'), 'refuse'))).toMatchObject({
      fields: [{ field: '0' }],
    });
    expect(readJson(bytes('["\\ud83d\\ude00"]'), 'refuse')).toEqual(['😀']);
  });

  test('names the first byte that is not UTF-8', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        fc.uint8Array({ minLength: 1, maxLength: 4 }),
        (before, rest) => {
          const whole = Buffer.concat([bytes(before), rest]);
          const said = refusal(() => readJson(whole, 'refuse'));
          if (said?.['code'] !== 'text-malformed') return;
          expect(Number(said['position'])).toBeGreaterThanOrEqual(bytes(before).length);
          expect(Number(said['position'])).toBeLessThan(whole.length);
        },
      ),
      {
        examples: [
          ['', Uint8Array.of(0xef)],
          ['é', Uint8Array.of(0xef, 0xbf)],
        ],
      },
    );
  });

  test('is cleaned and kept where the sender cannot correct it', () => {
    const bad = Buffer.concat([
      bytes('{"name":"A'),
      Buffer.from([0xff]),
      bytes('\\u0000n\\ud800","b\\u0000":1}'),
    ]);
    expect(readJson(bad, 'replace')).toEqual({ name: 'A\ufffdn\ufffd', b: 1 });
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        (text) => storableText(storableText(text)) === storableText(text),
      ),
    );
  });
});

import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { smsChannel, smsSize } from '../kinds.ts';

const problems = (content: unknown) => smsChannel.problems(content).map((problem) => `${problem.severity} ${problem.code}`);

describe('what is wrong with a text message, said to the marketer', () => {
  it('asks for words, and for fewer of them when each part costs money', () => {
    expect(problems({ text: ' ' })).toEqual(['error text-missing']);
    expect(problems({ text: 'Hello' })).toEqual([]);
    expect(problems({ text: 'a'.repeat(500) })).toEqual(['warning text-long']);
    expect(problems({ text: '😀'.repeat(400) })).toEqual(['error text-too-long']);
    expect(smsChannel.problems({ text: 'a'.repeat(500) })[0]?.sentence).toBe('The text is about 4 parts long, and each part is paid for.');
  });

  it('warns when nobody is told how to opt out', () => {
    expect(problems({ text: 'Hello', optOutNotice: 'never' })).toEqual(['warning opt-out-missing']);
  });

  it('refuses what is no text message', () => {
    expect(problems(null)).toEqual(['error content-shape']);
    expect(problems({ text: 'a'.repeat(1_601) })).toEqual(['error content-shape']);
  });
});

describe('the parts a text message is billed as', () => {
  it.each([
    ['', 0, 'GSM-7'],
    ['a'.repeat(160), 1, 'GSM-7'],
    ['a'.repeat(161), 2, 'GSM-7'],
    ['a'.repeat(306), 2, 'GSM-7'],
    ['a'.repeat(307), 3, 'GSM-7'],
    ['é'.repeat(160), 1, 'GSM-7'],
    ['€'.repeat(80), 1, 'GSM-7'],
    ['€'.repeat(81), 2, 'GSM-7'],
    ['ž'.repeat(70), 1, 'UCS-2'],
    ['ž'.repeat(71), 2, 'UCS-2'],
    ['😀'.repeat(35), 1, 'UCS-2'],
    ['😀'.repeat(36), 2, 'UCS-2'],
  ])('are as the standard says (%#)', (text, segments, encoding) => {
    expect(smsSize(text)).toMatchObject({ segments, encoding });
  });

  it('grow with every character and never shrink', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 400 }), fc.string({ minLength: 1, maxLength: 50 }), (text, more) => {
        expect(smsSize(text + more).segments).toBeGreaterThanOrEqual(smsSize(text).segments);
      }),
    );
  });
});

describe('the phone number of a customer', () => {
  it('is taken in its international form only', () => {
    const of = (phone: string | null) => smsChannel.addressOf({ email: null, phone });
    expect(of('+15550100')).toBe('+15550100');
    for (const bad of [null, '', '555 0100', '15550100', '+0155501000', '+1555x100', '+1'.padEnd(20, '5')]) expect(of(bad)).toBeNull();
  });
});

describe('the card of a text message on the canvas', () => {
  it('shows the beginning of the words on one line', () => {
    expect(smsChannel.plainSummary(undefined)).toBe('Text message without words yet');
    expect(smsChannel.plainSummary({ text: `Hello\n${'x'.repeat(90)}` })).toMatch(/^Text “Hello x{53}…”$/);
  });
});

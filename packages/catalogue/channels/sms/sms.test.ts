import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { SegmentedMessage } from 'sms-segments-calculator';
import { smsChannel, smsSize } from '../index.ts';

const problems = (content: unknown) =>
  smsChannel.problems(content).map((problem) => `${problem.severity} ${problem.code}`);

describe('the problems of a text message', () => {
  it('include an empty text, and a long one', () => {
    expect(problems({ text: ' ' })).toEqual(['error text-missing']);
    expect(problems({ text: 'Hello' })).toEqual([]);
    expect(problems({ text: 'a'.repeat(500) })).toEqual(['warning text-long']);
    expect(problems({ text: '😀'.repeat(400) })).toEqual(['error text-too-long']);
    expect(smsChannel.problems({ text: 'a'.repeat(500) })[0]?.sentence).toBe(
      'The text is about 4 parts long, and each part is billed.',
    );
  });

  it('include a warning when the text does not say how to opt out', () => {
    expect(problems({ text: 'Hello', optOutNotice: 'never' })).toEqual(['warning opt-out-missing']);
  });

  it('include content that is not a text message', () => {
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

  it('equal those that Twilio counts, for any short text', () => {
    const character = fc.oneof(
      {
        weight: 6,
        arbitrary: fc.constantFrom(
          ...'@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./09:;<=>?¡AZÄÖÑÜ§¿azäöñüà',
        ),
      },
      { weight: 2, arbitrary: fc.constantFrom(...'\f^{}\\\\[~]|€') },
      { weight: 1, arbitrary: fc.constantFrom('ž', '漢', 'م', '😀', '👍🏽', 'e\u0301', '\r\n', '🇩🇪', '’') },
    );
    const plain = fc.array(fc.constantFrom(...'abc €|é\n'), { minLength: 100, maxLength: 480 });
    fc.assert(
      fc.property(fc.oneof(fc.array(character, { minLength: 1, maxLength: 480 }), plain), (characters) => {
        const text = characters.join('');
        const theirs = new SegmentedMessage(text);
        expect(smsSize(text)).toEqual({
          segments: theirs.segmentsCount,
          encoding: theirs.encodingName,
          characters: theirs.numberOfCharacters,
        });
      }),
      { numRuns: 400 },
    );
  });

  it('are counted in linear time', () => {
    // Quadratic counting of this one took minutes.
    expect(smsSize('7'.repeat(500_000)).segments).toBe(Math.ceil(500_000 / 153));
    expect(smsSize('ž'.repeat(200_000)).segments).toBe(Math.ceil(200_000 / 67));
    expect(smsSize(`e${'\u0301'.repeat(200_000)}`).segments).toBe(Math.ceil(200_001 / 67));
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
  it('is used in its international form only', () => {
    const of = (phone: string | null) => smsChannel.addressOf({ email: null, phone, browsers: null });
    expect(of('+15550100')).toBe('+15550100');
    for (const bad of [null, '', '555 0100', '15550100', '+0155501000', '+1555x100', '+1'.padEnd(20, '5')])
      expect(of(bad)).toBeNull();
  });
});

describe('the card of a text message on the canvas', () => {
  it('shows the beginning of the text on one line', () => {
    expect(smsChannel.plainSummary(undefined)).toBe('Text message without text yet');
    expect(smsChannel.plainSummary({ text: `Hello\n${'x'.repeat(90)}` })).toMatch(/^Text “Hello x{53}…”$/);
  });
});

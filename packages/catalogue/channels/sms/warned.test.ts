import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { smsChannel } from './channel.ts';
import { SMS_CHARACTERS, SMS_PARTS, smsContentSchema } from './content.ts';
import { smsSize } from './segments.ts';

const codes = (content: unknown) => smsChannel.problems(content).map(({ code }) => code);
const sentences = (content: unknown) => smsChannel.problems(content).map(({ sentence }) => sentence);

describe('what is said of a text before it is sent', () => {
  it('counts words of any length as the carriers do, up to the most that are sent', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('a', '€', 'ž', '😀'),
        fc.integer({ min: 1, max: 800 }),
        (character, many) => {
          const text = character.repeat(many);
          const { segments } = smsSize(text);
          expect(codes({ text })).toEqual(
            segments > SMS_PARTS ? ['text-too-long'] : segments > 3 ? ['text-long'] : [],
          );
          for (const sentence of sentences({ text })) expect(sentence).toContain(` ${segments} parts `);
        },
      ),
    );
  });

  it('counts a placeholder as what may come of it, and a tag as nothing', () => {
    const tag = '{% if customer.firstName and customer.lastName and customer.city %}x{% endif %}';
    expect(codes({ text: `${tag}${'a'.repeat(400)}` })).toEqual([]);
    expect(codes({ text: '{{ customer.firstName | default: "there" }}'.repeat(20) })).toEqual([]);
    // 30 of 22 characters each are five parts.
    expect(sentences({ text: '{{ a }}'.repeat(30) })).toEqual([
      'The text is about 5 parts long, and each part is billed.',
    ]);
    expect(codes({ text: '{{ 😀 }}'.repeat(3) })).toEqual([]);
  });

  it('warns of a missing way out only where the text has none itself', () => {
    expect(codes({ text: 'Hello', optOutNotice: 'never' })).toEqual(['opt-out-missing']);
    expect(codes({ text: 'Hello. Reply STOP to opt out.', optOutNotice: 'never' })).toEqual([]);
    expect(codes({ text: 'A non-stop sale', optOutNotice: 'never' })).toEqual(['opt-out-missing']);
    for (const optOutNotice of ['first', 'always'])
      expect(codes({ text: 'Hello', optOutNotice })).toEqual([]);
  });

  it('names what is no content by the titles a marketer knows', () => {
    expect(sentences({ text: 'a'.repeat(SMS_CHARACTERS + 1) })).toEqual([
      `Text is longer than ${SMS_CHARACTERS} characters.`,
    ]);
    expect(sentences({ text: 7 })).toEqual(['Text has to be text.']);
    expect(sentences({ text: 'Hi', shortenLinks: 'yes' })).toEqual(['Shorten links has to be yes or no.']);
    expect(sentences({ text: 'Hi', utm: { campaign: 'x'.repeat(121) } })).toEqual([
      'Campaign is longer than 120 characters.',
    ]);
  });

  it('is said of anything at all in whole sentences, at fields there are', () => {
    const field = fc.oneof(fc.jsonValue(), fc.string({ maxLength: 2_000 }));
    const content = fc.oneof(
      fc.jsonValue(),
      fc.record(
        { text: field, shortenLinks: field, optOutNotice: field, utm: field, other: field },
        { requiredKeys: [] },
      ),
    );
    fc.assert(
      fc.property(content, (value) => {
        const problems = smsChannel.problems(value);
        for (const problem of problems) {
          expect(problem.sentence).toMatch(/^[A-Z“].*[.…]$/s);
          expect(problem.sentence).not.toMatch(/undefined|NaN|\[object|Too (big|small)|expected/);
          expect(problem.field).toMatch(/^(?:$|text|shortenLinks|optOutNotice|utm)/);
        }
        expect(smsChannel.plainSummary(value)).toMatch(/^Text /);
        // What has no error can be read, and its texts be filled in.
        if (problems.some(({ severity }) => severity === 'error')) return;
        expect(smsChannel.texts(smsContentSchema.parse(value))).toHaveLength(1);
      }),
      { numRuns: 300 },
    );
  });
});

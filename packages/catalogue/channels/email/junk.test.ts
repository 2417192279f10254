import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emailChannel } from './channel.ts';
import { emailContentSchema } from './content.ts';

const sentences = (content: unknown) => emailChannel.problems(content).map(({ sentence }) => sentence);
const codes = (content: unknown) => emailChannel.problems(content).map(({ code }) => code);
const withBlocks = (...blocks: unknown[]) => ({ subject: 'Hi', blocks });

const TYPES = [
  'heading',
  'text',
  'image',
  'button',
  'cart',
  'recommendations',
  'discount',
  'divider',
  'spacer',
  'footer',
] as const;
const words = fc.constantFrom(
  '',
  ' ',
  'Hello',
  '{{ customer.firstName }}',
  'https://shop.example/',
  'javascript:x',
);
const block = fc
  .record({
    type: fc.constantFrom(...TYPES),
    text: words,
    label: words,
    link: words,
    url: words,
    alt: words,
    title: words,
    note: words,
  })
  .map(({ type, ...all }) => {
    const fields: Record<string, readonly (keyof typeof all)[]> = {
      heading: ['text'],
      text: ['text'],
      image: ['url', 'alt', 'link'],
      button: ['label', 'link'],
      recommendations: ['title'],
      discount: ['title', 'note'],
      footer: ['note'],
    };
    return { type, ...Object.fromEntries((fields[type] ?? []).map((field) => [field, all[field]])) };
  });
const email = fc.record({ subject: words, preheader: words, blocks: fc.array(block, { maxLength: 8 }) });

/** What stands at a dotted path. */
const at = (content: unknown, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], content);

describe('any e-mail that has the right shape', () => {
  it('has its problems at fields there are, in whole sentences that count blocks from one', () => {
    fc.assert(
      fc.property(email, (content) => {
        const parsed = emailContentSchema.parse(content);
        for (const problem of emailChannel.problems(content)) {
          expect(at(parsed, problem.field), problem.field).toBeDefined();
          expect(problem.sentence).toMatch(/^[A-Z].*\.$/);
          const index = /^blocks\.(\d+)\./.exec(problem.field)?.[1];
          if (index !== undefined)
            expect(problem.sentence.toLowerCase()).toContain(`block ${Number(index) + 1}`);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('gives the renderer every text it has, once, where it stands', () => {
    fc.assert(
      fc.property(email, (content) => {
        const parsed = emailContentSchema.parse(content);
        const texts = emailChannel.texts(parsed);
        for (const { field, text, where } of texts) {
          expect(at(parsed, field)).toBe(text);
          expect(where).toMatch(/^the /);
        }
        expect(new Set(texts.map(({ field }) => field)).size).toBe(texts.length);
        const given = [
          content.subject,
          content.preheader,
          ...content.blocks.flatMap((one) =>
            Object.entries(one).flatMap(([name, value]) => (name === 'type' ? [] : [value])),
          ),
        ];
        expect(texts.map(({ text }) => text).toSorted()).toEqual(
          given.filter((text) => text !== '').toSorted() as string[],
        );
      }),
      { numRuns: 500 },
    );
  });

  it('has no link that leads nowhere or does harm that nobody is told of', () => {
    fc.assert(
      fc.property(email, (content) => {
        const unusable = content.blocks.some(
          (one) => 'link' in one && ['javascript:x', 'Hello'].includes(String(one.link)),
        );
        expect(codes(content).includes('link-unusable')).toBe(unusable);
      }),
    );
  });

  it('is right as soon as it has a subject and something to read', () => {
    for (const type of ['cart', 'recommendations', 'discount'])
      expect(codes(withBlocks({ type })), type).toEqual([]);
    for (const type of ['divider', 'spacer'])
      expect(codes(withBlocks({ type })), type).toEqual(['body-empty']);
    expect(codes({ ...withBlocks({ type: 'cart' }), subject: '  ' })).toEqual(['subject-missing']);
    expect(codes({ ...withBlocks({ type: 'cart' }), subject: `{{ a }}${'x'.repeat(80)}` })).toEqual([]);
  });
});

describe('what is no e-mail', () => {
  it.each([
    [withBlocks({ type: 'spacer', height: 1 }), 'Block 1: Height has to be at least 4.'],
    [withBlocks({ type: 'cart', maximum: 99 }), 'Block 1: Products shown at most has to be at most 20.'],
    [withBlocks({ type: 'cart' }, { type: 'image', width: 'wide' }), 'Block 2: Width has to be a number.'],
    [withBlocks({ type: 'button', label: 'x'.repeat(81) }), 'Block 1: Label is longer than 80 characters.'],
    [withBlocks({ type: 'text', size: 3 }), /^Block 1: .*Millrace does not know: size\.$/],
    [withBlocks({ type: 'no-such' }), /^Block 1: .*\.$/],
    [withBlocks(null), /^Block 1: .*\.$/],
    [withBlocks(...Array<unknown>(61).fill({ type: 'divider' })), 'Body has more than 60.'],
    [{ subject: 7 }, 'Subject has to be text.'],
    [{ subject: 'Hi', html: '<p>' }, /./],
  ])('is said in a sentence (%#)', (content, sentence) => {
    const [first] = sentences(content);
    expect(first).toMatch(/^[A-Z].*\.$/);
    if (typeof sentence === 'string') expect(first).toBe(sentence);
    else expect(first).toMatch(sentence);
  });

  it('never throws, never speaks as a program does, and ends after twenty', () => {
    const odd = fc.record(
      {
        subject: fc.jsonValue(),
        blocks: fc.oneof(fc.jsonValue(), fc.array(fc.jsonValue())),
        utm: fc.jsonValue(),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), odd), (content) => {
        for (const sentence of sentences(content)) {
          expect(sentence).toMatch(/^[A-Z].*\.$/);
          expect(sentence).not.toMatch(/undefined|NaN|\[object|Invalid input|expected/);
        }
        expect(emailChannel.plainSummary(content)).toMatch(/^E-mail /);
      }),
      { numRuns: 300 },
    );
    expect(sentences(withBlocks(...Array<unknown>(60).fill({ type: 'spacer', height: 1 })))).toHaveLength(20);
  });
});

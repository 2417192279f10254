import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MillraceError } from '@millrace/base';
import type { MessageToWrite, RenderTools } from '../rendering.ts';
import { smsChannel } from './channel.ts';
import { smsContentSchema, type SmsContentInput } from './content.ts';
import { stopSentence } from './opt-out.ts';

const left: string[] = [];
const tagged: unknown[] = [];
const tools = (fill: (text: string) => { ok: true; text: string } | { ok: false; problem: string }) =>
  ({
    fill: (texts: readonly string[]) => texts.map(fill),
    links: (tags: unknown) => {
      tagged.push(tags);
      return {
        add: (link: string) => link,
        leaveOut: (field: string, why: string) => left.push(`${field}: ${why}`),
      };
    },
    text: (filled: string) => filled.trim(),
  }) as unknown as RenderTools;
const asIs = tools((text) => ({ ok: true, text }));

const written = (
  content: SmsContentInput,
  more: Partial<Omit<MessageToWrite, 'content' | 'view'>> & {
    locale?: string;
    recoveryUrl?: string | null;
  } = {},
  with_: RenderTools = asIs,
) => {
  const { locale = 'en', recoveryUrl = null, ...message } = more;
  left.length = 0;
  tagged.length = 0;
  return smsChannel.write(
    {
      content: smsContentSchema.parse(content),
      purpose: 'marketing',
      isFirst: true,
      view: { cart: { recoveryUrl }, locale, links: { unsubscribe: '', preferences: '' } },
      ...message,
    },
    with_,
  ) as Awaited<ReturnType<typeof smsChannel.write>>;
};

describe('how to stop is told', () => {
  it.each([
    ['first', true, 'marketing', true],
    ['first', false, 'marketing', false],
    ['always', true, 'marketing', true],
    ['always', false, 'marketing', true],
    ['never', true, 'marketing', false],
    ['never', false, 'marketing', false],
    ['first', true, 'transactional', false],
    ['always', false, 'transactional', false],
  ] as const)('%s, first %s, %s: %s', (optOutNotice, isFirst, purpose, told) => {
    const { text } = written({ text: 'Hello', optOutNotice }, { isFirst, purpose });
    expect(text).toBe(told ? 'Hello Reply STOP to opt out.' : 'Hello');
  });

  it('once only, whatever the text says itself', () => {
    const own = 'Sale! Text STOP to end';
    expect(written({ text: own, optOutNotice: 'always' }).text).toBe(own);
    expect(written({ text: 'Non-stop sale', optOutNotice: 'always' }).text).toMatch(/opt out\.$/);
  });

  it('is seen in what is filled in, not in what was written', () => {
    const filled = tools(() => ({ ok: true, text: 'Hi, reply STOP to opt out' }));
    expect(written({ text: '{{ x }}' }, {}, filled).text).toBe('Hi, reply STOP to opt out');
  });

  it('in the language of the shop, or in English where there is no sentence', () => {
    expect(written({ text: 'Hallo' }, { locale: 'de-AT' }).text).toBe('Hallo Abmelden: Antworten Sie STOP.');
    expect(written({ text: 'Hei' }, { locale: 'fi' }).text).toBe('Hei Reply STOP to opt out.');
  });

  it('for whatever is said to be a language', () => {
    const odd = fc.oneof(
      fc.string(),
      fc.constantFrom('constructor', '__proto__', 'toString', 'valueOf-DE', '', '-', 'DE', 'Pt-br'),
    );
    fc.assert(
      fc.property(odd, (language) => {
        expect(stopSentence(language)).toMatch(/^[A-Z].*STOP.*\.$/);
      }),
    );
    expect(stopSentence('constructor')).toBe(stopSentence('en'));
    expect(stopSentence('PT-BR')).toBe(stopSentence('pt'));
  });
});

describe('a text that cannot be written', () => {
  const thrown = (act: () => unknown): unknown => {
    try {
      return act();
    } catch (error) {
      return error instanceof MillraceError ? `${error.code}: ${JSON.stringify(error.details)}` : error;
    }
  };

  it('says what is wrong with its words', () => {
    const broken = tools(() => ({ ok: false, problem: 'a tag is never closed' }));
    expect(thrown(() => written({ text: '{% if x %}' }, {}, broken))).toContain(
      'the text: a tag is never closed',
    );
    const none = { ...asIs, fill: () => [] } as RenderTools;
    expect(thrown(() => written({ text: 'x' }, {}, none))).toContain('could not be filled in');
  });

  it('is one of which nothing is left: the notice alone is never sent', () => {
    for (const text of ['', ' ', '\n'])
      expect(thrown(() => written({ text, optOutNotice: 'always' }))).toContain('empty when it is filled in');
  });
});

describe('the links of a text', () => {
  it('are tagged as the content says', () => {
    written({ text: 'Hi', utm: { on: false, campaign: 'Spring' } });
    expect(tagged).toEqual([{ on: false, campaign: 'Spring', medium: 'sms' }]);
    expect(smsChannel.linkStyle(smsContentSchema.parse({ text: 'x' }))).toBe('short');
    expect(smsChannel.linkStyle(smsContentSchema.parse({ text: 'x', shortenLinks: false }))).toBe('plain');
  });

  it('back to a cart that has none are named as left out', () => {
    written({ text: 'Back: {{ cart.recoveryUrl }}' });
    expect(left).toEqual(['text: The link back to the cart was left out: there is none.']);
    written({ text: 'Back: {{ cart.recoveryUrl }}' }, { recoveryUrl: 'https://shop.example/c/1' });
    expect(left).toEqual([]);
    written({ text: 'Back: {{ cart.total | money }}' });
    expect(left).toEqual([]);
  });
});

it('is plain text and nothing else', () => {
  expect(written({ text: 'Hello' }, { isFirst: false })).toEqual({
    senderName: null,
    subject: null,
    preheader: null,
    html: null,
    text: 'Hello',
    headers: {},
    parts: null,
  });
});

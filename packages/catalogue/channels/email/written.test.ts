import { describe, expect, it } from 'vitest';
import { MillraceError } from '@millrace/base';
import type { MessageToWrite, PageToWrite, RenderTools } from '../rendering.ts';
import { emailChannel } from './channel.ts';
import { emailContentSchema, type EmailContentInput } from './content.ts';

const UNSUBSCRIBE = 'https://app.example/u/abc';
const content: EmailContentInput = {
  subject: 'Hi {{ customer.firstName }}',
  preheader: 'We kept it',
  blocks: [
    { type: 'text', text: 'Hello' },
    { type: 'divider' },
    { type: 'button', label: 'Go', link: 'https://a.example' },
  ],
};
const pages: PageToWrite[] = [];
const tagged: unknown[] = [];
const usual: RenderTools = {
  fill: (texts) => texts.map((text) => ({ ok: true, text: text.replace(/\{\{.*?\}\}/g, 'Ann\nBerg') })),
  links: (tags) => {
    tagged.push(tags);
    return { add: (link) => link, addSurvey: () => [], leaveOut: () => undefined };
  },
  text: (filled) => filled,
  oneLine: (filled) => filled.replace(/\s+/g, ' ').trim(),
  page: async (page) => {
    pages.push(page);
    return Promise.resolve({ html: '<html></html>', text: 'Hello' });
  },
  shop: 'North & Thread',
};
const written = async (
  more: Partial<EmailContentInput> = {},
  message: Partial<Omit<MessageToWrite, 'content'>> = {},
  tools: Partial<RenderTools> = {},
) => {
  pages.length = 0;
  tagged.length = 0;
  return emailChannel.write(
    {
      content: emailContentSchema.parse({ ...content, ...more }),
      purpose: 'marketing',
      isFirst: false,
      view: { cart: null, locale: 'en', links: { unsubscribe: UNSUBSCRIBE, preferences: '' } },
      ...message,
    },
    { ...usual, ...tools },
  );
};
const problem = async (act: Promise<unknown>): Promise<unknown> =>
  act.then(
    () => 'written',
    (error: unknown) => (error instanceof MillraceError ? error.details['problem'] : error),
  );
const leaving = (unsubscribe: string) => ({
  view: { cart: null, locale: 'en', links: { unsubscribe, preferences: '' } },
});

describe('an e-mail as it is written', () => {
  it('has its subject and preview in one line, whatever a name brings along', async () => {
    const message = await written();
    expect(message).toMatchObject({ subject: 'Hi Ann Berg', preheader: 'We kept it', html: '<html></html>' });
    expect(pages[0]).toMatchObject({ subject: 'Hi Ann Berg', preheader: 'We kept it' });
    expect(message.parts).toBeNull();
  });

  it('gives the page every filled text under its field, and every block as it is', async () => {
    await written();
    expect([...pages[0]!.values]).toEqual([
      ['subject', 'Hi Ann\nBerg'],
      ['preheader', 'We kept it'],
      ['blocks.0.text', 'Hello'],
      ['blocks.2.label', 'Go'],
      ['blocks.2.link', 'https://a.example'],
    ]);
    expect(pages[0]!.blocks.map(({ type }) => type)).toEqual(['text', 'divider', 'button']);
  });

  it('comes from the shop unless it names a sender of its own', async () => {
    expect((await written()).senderName).toBe('North & Thread');
    expect((await written({ senderName: '  ' })).senderName).toBe('North & Thread');
    expect((await written({ senderName: 'Ann\r\nof the shop' })).senderName).toBe('Ann of the shop');
  });

  it('tags its links as the content says', async () => {
    await written({ utm: { on: false, campaign: 'Spring' } });
    expect(tagged).toEqual([{ on: false, campaign: 'Spring', medium: 'email' }]);
    await written();
    expect(tagged).toEqual([{ on: true, campaign: '', medium: 'email' }]);
  });

  it('can be left with one click where it is marketing, and says nothing of it otherwise', async () => {
    expect((await written()).headers).toEqual({
      'List-Unsubscribe': `<${UNSUBSCRIBE}>`,
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    });
    expect((await written({}, { purpose: 'transactional' })).headers).toEqual({});
  });
});

describe('an e-mail that is not written', () => {
  it.each(['', 'javascript:x', '/u/abc', 'https://app.example/u/\r\nBcc: x'])(
    'has no way out: %j',
    async (unsubscribe) => {
      expect(await problem(written({}, leaving(unsubscribe)))).toBe('the unsubscribe link is missing');
      // Needed by marketing only.
      expect(await problem(written({}, { purpose: 'transactional', ...leaving(unsubscribe) }))).toBe(
        'written',
      );
    },
  );

  it('has a way out that is no page of the web', async () => {
    expect(await problem(written({}, leaving('mailto:leave@shop.example')))).toMatch(/unsubscribe link/);
  });

  it('has a text that cannot be filled in, named as its author knows it', async () => {
    const fill: RenderTools['fill'] = (texts) =>
      texts.map((text) => (text === 'Go' ? { ok: false, problem: 'a tag is open' } : { ok: true, text }));
    expect(await problem(written({}, {}, { fill }))).toBe('the button in block 3: a tag is open');
    const short: RenderTools['fill'] = (texts) => usual.fill(texts).slice(0, -1);
    expect(await problem(written({}, {}, { fill: short }))).toBe(
      'the link of the button in block 3: it could not be filled in',
    );
  });

  it.each(['', ' ', '\n\t'])('has nothing left of its subject: %j', async (subject) => {
    expect(await problem(written({ subject }))).toMatch(/the subject is empty when it is filled in/);
    expect(pages).toEqual([]);
  });

  it('has grown beyond all measure', async () => {
    const of =
      (length: number): RenderTools['page'] =>
      async () =>
        Promise.resolve({ html: 'x'.repeat(length), text: '' });
    expect(await problem(written({}, {}, { page: of(1_000_001) }))).toMatch(/too large/);
    expect(await problem(written({}, {}, { page: of(1_000_000) }))).toBe('written');
  });
});

import { isStorable } from '@millrace/base';
import { CHANNELS, channelById } from '@millrace/channels';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { renderMessage } from './render-message.ts';
import { renderEmail, renderSms, wanted } from './testing/render-here.ts';
import { sampleView } from './view/sample-view.ts';

const HALF = '\ud83d';
const everyText = (value: unknown): string[] =>
  typeof value === 'string'
    ? [value]
    : typeof value === 'object' && value !== null
      ? Object.entries(value).flatMap(([name, inside]) => [name, ...everyText(inside)])
      : [];
const named = (firstName: string) => {
  const view = sampleView();
  return { view: { ...view, customer: { ...view.customer, firstName } } };
};

it('a message can be stored whatever a customer is called, wherever a name is cut', async () => {
  const names = fc.string({
    unit: fc.constantFrom('😀', '\ud83d', '\ude00', 'a', ' ', '\0', '\uE010'),
    maxLength: 6,
  });
  await fc.assert(
    fc.asyncProperty(names, async (name) => {
      const mail = await renderEmail(
        {
          subject: 'For {{ customer.firstName }} {{ customer.firstName | truncate: 1, "" }}',
          blocks: [
            { type: 'heading', text: '{{ customer.firstName | slice: 0, 1 }}' },
            {
              type: 'text',
              text: '[For {{ customer.firstName | truncate: 1, "" }} only](https://a.example/?n={{ customer.firstName | slice: 0, 1 }}x)',
            },
          ],
        },
        named(name),
      );
      for (const text of everyText(mail)) expect(isStorable(text), text).toBe(true);
    }),
    { numRuns: 40 },
  );
});

it('a subject that is longer than any is cut between two characters', async () => {
  for (const before of ['', 'a']) {
    const { subject } = await renderEmail(
      {
        subject: '{{ customer.firstName }}',
        blocks: [{ type: 'text', text: 'Hello' }],
      },
      named(`${before}${'😀'.repeat(300)}`),
    );
    expect(subject!.length).toBeGreaterThan(390);
    expect(subject!.length).toBeLessThanOrEqual(400);
    expect(isStorable(subject!)).toBe(true);
  }
});

it('a name of half a character is shown as what cannot be read, and all around it stays', async () => {
  const { text } = await renderSms(
    { text: 'Hi {{ customer.firstName }}!', optOutNotice: 'never' },
    named(`An${HALF}n`),
  );
  expect(text).toBe('Hi An\ufffdn!');
});

it.each(CHANNELS.map(({ id }) => id))(
  'what every channel makes of its example can be stored: %s',
  async (id) => {
    const channel = channelById(id)!;
    const message = await renderMessage(channel, wanted(channel.example, named(`Ann ${HALF}`)));
    for (const text of everyText(message)) expect(isStorable(text), text).toBe(true);
  },
);

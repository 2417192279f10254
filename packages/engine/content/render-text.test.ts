import { describe, expect, it } from 'vitest';
import { smsSize, type SmsContentInput } from '@millrace/channels';
import { renderSms } from './testing/render-here.ts';
import { sampleView } from './view/sample-view.ts';

const render = async (content: SmsContentInput, more: Parameters<typeof renderSms>[1] = {}) => {
  const sms = await renderSms({ utm: { on: false }, ...content }, { campaign: 'Cart', ...more });
  return { ...sms, encoding: smsSize(sms.text).encoding };
};

describe('a text message as the customer receives it', () => {
  it('is filled in without HTML escapes and counted in parts', async () => {
    const sms = await render({
      text: '{{ store.name }}: hi {{ customer.firstName | default: "there" }} & welcome',
    });
    expect(sms).toMatchObject({ text: 'North & Thread: hi Ann & welcome', segments: 1, encoding: 'GSM-7' });
  });

  it('says how to opt out in the first text only, unless the marketer chooses always or never', async () => {
    expect((await render({ text: 'Hello' }, { isFirst: true })).text).toBe('Hello Reply STOP to opt out.');
    expect((await render({ text: 'Hello' })).text).toBe('Hello');
    expect((await render({ text: 'Hello', optOutNotice: 'always' })).text).toBe(
      'Hello Reply STOP to opt out.',
    );
    expect((await render({ text: 'Hello', optOutNotice: 'never' }, { isFirst: true })).text).toBe('Hello');
    expect((await render({ text: 'Hello. Text STOP to end' }, { isFirst: true })).text).toBe(
      'Hello. Text STOP to end',
    );
    expect(
      (await render({ text: 'Your order is here' }, { isFirst: true, purpose: 'transactional' })).text,
    ).toBe('Your order is here');
  });

  it('says so too when the text only contains the word by chance, and in the shop’s language', async () => {
    expect((await render({ text: 'NON-STOP shoes' }, { isFirst: true })).text).toBe(
      'NON-STOP shoes Reply STOP to opt out.',
    );
    expect(
      (
        await render(
          { text: '{{ cart.firstTitle }}' },
          {
            isFirst: true,
            view: sampleView({ cart: { ...sampleView().cart!, firstTitle: 'Bus STOP lamp' } }),
          },
        )
      ).text,
    ).toBe('Bus STOP lamp Reply STOP to opt out.');
    expect(
      (await render({ text: 'Hallo' }, { isFirst: true, view: sampleView({ locale: 'de' }) })).text,
    ).toBe('Hallo Abmelden: Antworten Sie STOP.');
  });

  it('shortens and numbers its links, and keeps a full stop after one', async () => {
    const shortUrl = (_url: string, index: number) => `https://go.example/${index}`;
    const sms = await render(
      {
        text: 'See {{ cart.recoveryUrl }}. Or (https://shop.example/a?b=1) https://shop.example/{{ customer.firstName }}!',
      },
      { addressOf: shortUrl },
    );
    expect(sms.text).toBe('See https://go.example/0. Or (https://go.example/1) https://go.example/2!');
    expect(sms.links.map((link) => link.url)).toEqual([
      'https://shop.example/cart/8f2?key=5d',
      'https://shop.example/a?b=1',
      'https://shop.example/Ann',
    ]);
  });

  it('tags links for analytics when required, shortened or not', async () => {
    const sms = await render(
      { text: 'https://shop.example', shortenLinks: false, utm: { on: true } },
      { addressOf: () => 'never' },
    );
    expect(sms.text).toBe('https://shop.example?utm_source=millrace&utm_medium=sms&utm_campaign=cart');
  });

  it('leaves out a link with a missing value, and says so', async () => {
    const sms = await render({ text: 'Back: {{ cart.recoveryUrl }}' }, { view: sampleView({ cart: null }) });
    expect(sms.text).toBe('Back:');
    expect(sms.refusedLinks).toHaveLength(1);
  });

  it.each([
    ['160 plain characters in one part', 'a'.repeat(160), 1, 'GSM-7'],
    ['161 in two', 'a'.repeat(161), 2, 'GSM-7'],
    ['the euro sign as two of them', `${'a'.repeat(158)}€`, 1, 'GSM-7'],
    ['and over the edge', `${'a'.repeat(159)}€`, 2, 'GSM-7'],
    ['70 with an emoji in one part', `${'a'.repeat(68)}😀`, 1, 'UCS-2'],
    ['71 in two', `${'a'.repeat(69)}😀`, 2, 'UCS-2'],
    ['Arabic in short parts', 'م'.repeat(71), 2, 'UCS-2'],
  ])('fits %s', async (_name, text, segments, encoding) => {
    expect(await render({ text })).toMatchObject({ segments, encoding });
  });

  it('is refused when it is too long to send, or empty', async () => {
    await expect(render({ text: '😀 '.repeat(500) })).rejects.toThrow(/parts long, and at most 10/);
    await expect(render({ text: '{{ customer.middleName }}' })).rejects.toThrow(/the text is empty/);
    await expect(render({ text: '{% include "x" %}' })).rejects.toThrow(/cannot be used/);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { kindsIn } from '@millrace/measure';
import {
  ADDRESSES,
  attributionRules,
  channelById,
  channelFacts,
  channelIds,
  channelInSentence,
  CHANNELS,
  channelTo,
  countedTouches,
  emailChannel,
  lowered,
  raised,
  sampleShares,
  smsChannel,
  usualAnswers,
  withoutArticle,
  type AddressField,
} from './index.ts';
import { pigeonChannel } from './testing/index.ts';

/** Names that every object of the language has. */
const INHERITED = ['constructor', '__proto__', 'toString', 'hasOwnProperty', ''];
const some = fc.subarray([emailChannel, smsChannel, pigeonChannel], { minLength: 1 });

describe('a question about channels', () => {
  it('is answered for those of the list it is asked of, in its order', () => {
    fc.assert(
      fc.property(some, (channels) => {
        const ids = channels.map(({ id }) => id);
        expect(channelIds(channels)).toEqual(ids);
        for (const answer of [attributionRules(channels), usualAnswers(channels), sampleShares(channels)])
          expect(Object.keys(answer)).toEqual(ids);
        for (const channel of channels) {
          expect(channelById(channel.id, channels)).toBe(channel);
          expect(usualAnswers(channels)[channel.id]).toBe(channel.usualAnswers);
          expect(sampleShares(channels)[channel.id]).toBe(channel.sample);
          expect(attributionRules(channels)[channel.id]).toBe(channel.attribution);
        }
        for (const address of Object.keys(ADDRESSES) as AddressField[])
          expect(channelTo(address, channels)).toBe(channels.find((one) => one.address === address));
      }),
    );
  });

  it('has no answer for a channel that is none', () => {
    for (const id of [...INHERITED, 'EMAIL', 'e-mail', ' email']) {
      expect(channelById(id), id).toBeUndefined();
      expect(channelInSentence(id)).toBe(id);
    }
    expect(channelTo('phone', [emailChannel])).toBeUndefined();
  });
});

describe('how an order counts for a message', () => {
  it('is each touch of each channel, with its own hours unless the flow has some', () => {
    expect(
      countedTouches({ email: { clicked: 5 }, sms: {} }).map(
        ({ channel, touch, hours }) => `${channel.id} ${touch} ${hours}`,
      ),
    ).toEqual(
      ['email', 'sms', 'push'].flatMap((id) => {
        const channel = channelById(id)!;
        return kindsIn(channel.attribution).map(
          (touch) =>
            `${id} ${touch} ${id === 'email' && touch === 'clicked' ? 5 : channel.attribution[touch]}`,
        );
      }),
    );
  });

  it('takes no touch from the flow that the channel does not know, and none of a channel that is none', () => {
    const own = { sms: { opened: 9 }, constructor: { clicked: 3 }, telegraph: { clicked: 7 } };
    const plain = countedTouches({});
    expect(countedTouches(own)).toEqual(plain);
    expect(plain.some(({ channel, touch }) => channel.id === 'sms' && touch === 'opened')).toBe(false);
    expect(plain.every(({ hours }) => hours > 0)).toBe(true);
  });

  it('can be switched off by a flow, down to no hour at all', () => {
    const [first] = countedTouches({ pigeon: { delivered: 0 } }, [pigeonChannel]);
    expect(first).toMatchObject({ touch: 'delivered', hours: 0 });
    expect(countedTouches({}, [])).toEqual([]);
  });
});

describe('an address of a customer', () => {
  const email = fc.oneof(
    fc.emailAddress(),
    fc.string(),
    fc.constantFrom('Ann@SHOP.Example', ' ann@example.com ', 'имя@пример.рф', 'a@b', 'a@b.1', 'a,b@c.dd'),
  );
  const phone = fc.oneof(
    fc.stringMatching(/^\+?\d{1,17}$/),
    fc.string(),
    fc.constantFrom('+1 555 0100', '+15550100\n'),
  );

  it.each([
    ['email', emailChannel, email],
    ['phone', smsChannel, phone],
  ] as const)('%s that is taken by hand can be written to, and no other', (field, channel, any) => {
    fc.assert(
      fc.property(any, (text) => {
        const taken = ADDRESSES[field].schema.safeParse(text);
        const facts = {
          email: null,
          phone: null,
          browsers: null,
          [field]: taken.success ? taken.data : text,
        };
        const address = channel.addressOf(facts);
        if (taken.success) expect(address).toBe(taken.data);
        else expect(address).toBeNull();
        if (address !== null) expect(address).not.toMatch(/[\s<>,;"]/);
      }),
      { numRuns: 500 },
    );
  });

  it.each(Object.entries(ADDRESSES))('%s is asked for with an example that is right', (_field, kind) => {
    expect(kind.schema.safeParse(kind.placeholder).success).toBe(true);
    expect(kind.noun).toMatch(/^[a-z]/);
    for (const bad of ['', ' ', 'x'.repeat(2_000), 'a\r\nb', '\u0000'])
      expect(kind.schema.safeParse(bad).success, bad).toBe(false);
  });
});

describe('a channel in words', () => {
  it('fits into a sentence and at its beginning', () => {
    expect(lowered('Text message')).toBe('text message');
    expect(raised('texts')).toBe('Texts');
    for (const [noun, bare] of [
      ['an e-mail', 'e-mail'],
      ['a text message', 'text message'],
      ['another', 'another'],
      ['anvil', 'anvil'],
    ] as const)
      expect(withoutArticle(noun)).toBe(bare);
    expect([lowered(''), raised(''), withoutArticle('')]).toEqual(['', '', '']);
    for (const channel of CHANNELS) expect(channelInSentence(channel.id)).toBe(lowered(channel.title));
  });

  it('names two facts about people, under names no other channel has', () => {
    const facts = [...CHANNELS, pigeonChannel].map((channel) => channelFacts(channel));
    const paths = facts.flatMap((one) => Object.keys(one));
    expect(new Set(paths).size).toBe(2 * facts.length);
    expect(channelFacts(smsChannel)).toEqual({
      'customer.consent.sms': 'text message consent',
      'customer.suppressed.sms': 'suppressed for texts',
    });
  });
});

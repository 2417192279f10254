import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { drive } from '../testing/drive.ts';
import { answered } from '../testing/recorded.ts';
import type { ConsentNews } from '../push.ts';
import { klaviyoConfig } from './config.ts';
import { klaviyo } from './connector.ts';
import { klaviyoConsent } from './consent.ts';
import { cursorIn } from './cursor.ts';

const config = klaviyoConfig.parse(klaviyo.example);
interface Job {
  readonly data: {
    readonly attributes: {
      readonly profiles: {
        readonly data: readonly {
          readonly attributes: {
            readonly email?: string;
            readonly phone_number?: string;
            readonly subscriptions: Readonly<
              Record<string, { readonly marketing: { readonly consent: string } }>
            >;
          };
        }[];
      };
    };
  };
}

/** Klaviyo as far as consent goes: what it believes of each address on each channel. */
class Believed {
  readonly of = new Map<string, string>();
  take(body: string): void {
    for (const { attributes } of (JSON.parse(body) as Job).data.attributes.profiles.data)
      for (const [channel, { marketing }] of Object.entries(attributes.subscriptions))
        this.of.set(`${channel} ${attributes.email ?? attributes.phone_number}`, marketing.consent);
  }
}

function tell(news: readonly ConsentNews[], believed = new Believed(), last = Number.POSITIVE_INFINITY) {
  let asked = 0;
  const { result } = drive(klaviyoConsent.tell(config, news), ({ body }) => {
    asked += 1;
    if (asked > last) return { kind: 'no-answer', cause: 'broken', reason: 'The line broke.' };
    believed.take(body ?? '');
    return answered({ status: 202, body: '' });
  });
  return { result, believed };
}

const person = fc.constantFrom(
  { email: 'maya@example.com', phone: '+13125550142' },
  { email: 'zoe@example.com', phone: null },
  { email: null, phone: '+13125550199' },
);
const word = fc
  .tuple(person, fc.constantFrom('email', 'sms'), fc.constantFrom('subscribed', 'unsubscribed'))
  .map(([who, channel, state]) => ({ ...who, channel, state }));
/** Words in the order in which they were written down. */
const words = fc
  .array(word, { minLength: 1, maxLength: 12 })
  .map((all) => all.map((one, at) => ({ ...one, at: 1_790_000_000_000 + at * 60_000 }) as ConsentNews));

describe('what Klaviyo believes once it is told', () => {
  test('is the last word of each person on each channel, whatever was said before', () => {
    fc.assert(
      fc.property(words, (news) => {
        const { believed } = tell(news);
        const last = new Map<string, string>();
        for (const { channel, state, email, phone } of news) {
          const address = channel === 'email' ? email : phone;
          if (address !== null) last.set(`${channel} ${address}`, state.toUpperCase());
        }
        expect(Object.fromEntries(believed.of)).toEqual(Object.fromEntries(last));
      }),
    );
  });

  test('is the same when it is told a second time', () => {
    fc.assert(
      fc.property(words, (news) => {
        const { believed } = tell(news);
        const once = new Map(believed.of);
        expect(tell(news, believed).believed.of).toEqual(once);
      }),
    );
  });

  test('leaves nobody subscribed who left, also when the line breaks in between', () => {
    fc.assert(
      fc.property(words, fc.integer({ min: 0, max: 1 }), (news, last) => {
        const believed = new Believed();
        for (const { channel, email, phone } of news)
          believed.of.set(`${channel} ${channel === 'email' ? email : phone}`, 'SUBSCRIBED');
        const { result } = tell(news, believed, last);
        if (result.result !== 'told') expect(result).toMatchObject({ result: 'not-now', isSignIn: false });
        if (last === 0) return;
        for (const { channel, email, phone } of news) {
          const address = channel === 'email' ? email : phone;
          const final = news.findLast(
            (one) => one.channel === channel && (channel === 'email' ? one.email : one.phone) === address,
          );
          if (final?.state === 'unsubscribed' && address !== null)
            expect(believed.of.get(`${channel} ${address}`)).toBe('UNSUBSCRIBED');
        }
      }),
    );
  });
});

describe('whether it can be asked', () => {
  const can = (change: object) => {
    const settings = klaviyoConfig.parse({ clientId: 'an-app', clientSecret: 'secret', ...change });
    return [klaviyo.pull!.isPossible(settings), klaviyo.tellConsent!.isPossible(settings)];
  };
  test('takes a key or a token, and an empty field is neither', () => {
    expect(can({})).toEqual([false, false]);
    expect(can({ accessToken: '' })).toEqual([false, false]);
    expect(can({ accessToken: 'a' })).toEqual([true, true]);
    expect(can({ apiKey: 'pk_0000000000' })).toEqual([true, true]);
    expect(can({ apiKey: 'pk_0000000000', accessToken: '' })).toEqual([true, true]);
    expect(can({ apiKey: 'pk_0000000000', tellConsent: false })).toEqual([true, false]);
  });
});

describe('the place of the next page', () => {
  const next = (link: unknown) => cursorIn({ links: { next: link } });
  test('is read out of the address that Klaviyo gives, however it is written', () => {
    const place = fc.stringMatching(/^[A-Za-z0-9_=:+/.-]{1,60}$/);
    fc.assert(
      fc.property(place, fc.boolean(), (cursor, isLast) => {
        const written = `page%5Bcursor%5D=${encodeURIComponent(cursor)}`;
        const query = isLast ? `page%5Bsize%5D=100&${written}` : `${written}&sort=updated`;
        expect(next(`https://a.klaviyo.com/api/profiles?${query}`)).toBe(cursor);
      }),
    );
    expect(next('https://a.klaviyo.com/api/profiles?page[cursor]=abc')).toBe('abc');
  });
  test.each([
    null,
    undefined,
    7,
    '',
    'https://a.klaviyo.com/api/profiles',
    'https://a.klaviyo.com/?page[cursor]=a%0ab',
  ])('is none in %j', (link) => expect(next(link)).toBeNull());
  test.each([null, undefined, 'x', {}, { links: null }, { links: 'next' }])(
    'is none in an answer of %j',
    (json) => {
      expect(cursorIn(json)).toBeNull();
    },
  );
});

import { CHANNELS } from '@millrace/channels';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { consentSource, consentTitle, CONSENT_STATES, consentWords, CONSENTS } from './consent-words.ts';
import { asQuestion } from './list/as-question.ts';
import { identityName, personName, wallTime, whoseTime } from './names.ts';
import { byDay } from './timeline/by-day.ts';
import { eventDetail } from './timeline/event-detail.ts';

const HOUR = 3_600_000;
/** Zones with and without summer time, on both halves of the earth, and with odd offsets. */
const zones = fc.constantFrom(
  'UTC',
  'America/New_York',
  'Europe/Berlin',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'Pacific/Apia',
  'America/Santiago',
);
const instants = fc.integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2031, 0, 1) });

/** The calendar day as another formatter of the platform writes it. */
const civil = (at: number, zone: string) => new Intl.DateTimeFormat('sv-SE', { timeZone: zone }).format(at);

describe('the days of a timeline', () => {
  it('lose and reorder nothing, and each holds only what happened on it', () => {
    fc.assert(
      fc.property(fc.array(instants, { maxLength: 20 }), zones, instants, (times, zone, now) => {
        const items = times.toSorted((one, other) => other - one).map((at, id) => ({ at, id }));
        const days = byDay(items, zone, now);
        expect(days.flatMap((day) => day.items)).toEqual(items);
        for (const day of days) for (const { at } of day.items) expect(civil(at, zone)).toBe(day.key);
        expect(new Set(days.map(({ key }) => key)).size).toBe(days.length);
      }),
    );
  });

  it('are called today and yesterday by the calendar, also when the clocks change', () => {
    fc.assert(
      fc.property(instants, zones, fc.integer({ min: 0, max: 60 }), (now, zone, hours) => {
        const at = now - hours * HOUR;
        const [{ title } = { title: '' }] = byDay([{ at }], zone, now);
        const days =
          (Date.parse(`${civil(now, zone)}T00:00Z`) - Date.parse(`${civil(at, zone)}T00:00Z`)) / (24 * HOUR);
        expect(title === 'Today').toBe(days === 0);
        expect(title === 'Yesterday').toBe(days === 1);
      }),
      { numRuns: 400 },
    );
  });

  // Clocks went forward in New York on Sunday 8 March 2026: that day had 23 hours.
  test('just after midnight, a day of 23 hours is still yesterday', () => {
    const now = Date.UTC(2026, 2, 9, 4, 30);
    const titles = byDay(
      [{ at: Date.UTC(2026, 2, 8, 16) }, { at: Date.UTC(2026, 2, 8, 4, 30) }],
      'America/New_York',
      now,
    ).map(({ title }) => title);
    expect(titles).toEqual(['Yesterday', 'Saturday 7 March']);
  });
});

describe('where a consent came from', () => {
  test.each([
    [null, null],
    ['', null],
    ['checkout', 'from the checkout'],
    ['Footer Form', 'from the footer form'],
    ['footer__form', 'from the footer form'],
    ['0192f3a4-0000-7000-8000-000000000000', 'from the store'],
    ['spring-fair_2026', 'from spring fair 2026'],
    ['Said so on the phone, 3 May', 'Said so on the phone, 3 May'],
    ['constructor', 'from constructor'],
    ['__proto__', 'from   proto  '],
  ])('%j is told as %j', (source, words) => {
    expect(consentSource(source)).toBe(words);
  });

  it('is text for any source', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (source) => {
        expect(typeof consentSource(source)).toBe('string');
        expect(consentSource(source)).not.toMatch(/function|\[object/);
      }),
    );
  });
});

describe('a consent', () => {
  it('has its own words in each state, and never asked is what an unknown person is', () => {
    expect(new Set(CONSENT_STATES.map((state) => consentWords(state).words)).size).toBe(
      CONSENT_STATES.length,
    );
    expect(consentWords(undefined)).toEqual(consentWords('never-asked'));
    expect(consentWords('on-hold').words).toBe('on hold');
  });

  it('is told of every channel by the name that its customers agree to', () => {
    expect(CONSENTS.map(({ id }) => id)).toEqual(CHANNELS.map(({ id }) => id));
    for (const { id, title } of CONSENTS)
      expect(consentTitle({ channel: id, state: 'subscribed' })).toBe(`${title}: agreed`);
    expect(consentTitle({ channel: 'pigeon', state: 'unsubscribed' })).toBe('pigeon: unsubscribed');
  });
});

describe('finding a customer', () => {
  it('asks exactly one question of any text, and none of blanks', () => {
    fc.assert(
      fc.property(fc.string(), (typed) => {
        const asked = Object.entries(asQuestion(typed));
        expect(asked.length).toBe(typed.trim() === '' ? 0 : 1);
      }),
    );
  });

  it('takes a phone number however it is written', () => {
    const digits = fc.stringMatching(/^[1-9]\d{6,12}$/);
    const gaps = fc.array(fc.constantFrom('', ' ', '-', '.', ' (', ') '), { minLength: 13, maxLength: 13 });
    fc.assert(
      fc.property(digits, gaps, (number, between) => {
        const [first, ...rest] = number;
        const typed = `+${first}${rest.map((digit, at) => `${between[at]}${digit}`).join('')}`;
        expect(asQuestion(typed)).toEqual({ phone: `+${number}` });
      }),
    );
  });
});

describe('names', () => {
  it('are what is known best of a person, and never empty', () => {
    const maybe = fc.option(fc.constantFrom('', 'Ann', 'Lee', 'תמר'), { nil: null });
    fc.assert(
      fc.property(maybe, maybe, maybe, maybe, (firstName, lastName, email, phone) => {
        const name = personName({ firstName, lastName, email, phone });
        expect(name.trim()).not.toBe('');
        if (firstName) expect(name.startsWith(firstName)).toBe(true);
        if (lastName) expect(name.endsWith(lastName)).toBe(true);
      }),
    );
  });

  test.each([
    ['email', 'E-mail'],
    ['anonymous', 'Browser'],
    ['external', 'Store'],
    ['external:shopify', 'Shopify'],
    ['external:shopify:a-shop.myshopify.com', 'Shopify'],
    ['external:0192f3a4-0000-7000-8000-000000000000', 'Store'],
    ['loyalty', 'loyalty'],
  ])('the identity %s is called %s', (kind, name) => {
    expect(identityName(kind)).toBe(name);
  });

  it('of a zone say whose time it is', () => {
    expect(whoseTime('Asia/Tokyo', 'Asia/Tokyo')).toBe('their time in Tokyo');
    expect(whoseTime(null, 'America/New_York')).toBe('the store’s time in New York');
    expect(wallTime(Date.UTC(2026, 10, 21, 6, 5), 'Asia/Kathmandu')).toBe('11:50');
    expect(wallTime(0, 'Mars/Olympus')).toBeNull();
  });
});

describe('an event in one line', () => {
  const line = (data: object) => eventDetail({ type: 'event', data: data as never }, 'EUR');
  test.each([
    [{}, null],
    [{ title: '', number: 12, lines: 'x', value: '7' }, null],
    [{ number: '#1001', value: 0 }, '#1001'],
    [{ price: 500 }, '€5.00'],
    [{ value: 1_000, price: 500, currency: 'JPY' }, '¥1,000'],
    [{ total: 900 }, '€9.00'],
    [{ url: 'https://shop.example.com/' }, 'shop.example.com'],
    [{ url: 'https://shop.example.com/tea?utm=1#top' }, 'shop.example.com/tea'],
    [{ url: 'not a page' }, 'not a page'],
    [{ url: 'https://shop.example.com/tea', title: 'Tea' }, 'Tea'],
    [{ lines: [null, { title: 'Mug' }, 3, {}] }, 'Mug'],
    [{ lines: [{ title: 'Mug' }, { title: 'Tea' }, { title: 'Pot' }] }, 'Mug and 2 more'],
  ])('%j reads %j', (data, words) => {
    expect(line(data)).toBe(words);
  });

  it('is only of events', () => {
    expect(eventDetail({ type: 'message', data: { title: 'Tea' } as never }, 'EUR')).toBeNull();
  });
});

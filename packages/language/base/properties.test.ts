import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DAY, HOUR, MINUTE, SECOND } from './clock.ts';
import { dayBegins, dayEnds, dayNumber, instantOfDate, readDate } from './dates.ts';
import { codeFrom, draw } from './hash.ts';
import { uuidv7 } from './ids.ts';
import { currencyDecimals, currencySchema, formatMoney, parseAmount } from './money.ts';
import { composed, foldText } from './text.ts';
import {
  currencyName,
  dayKey,
  languageName,
  lengthOfTime,
  percent,
  points,
  regionCode,
  regionName,
  relativeTime,
} from './words/index.ts';
import { instantOf, localParts } from './zones.ts';

const two = (value: number) => String(value).padStart(2, '0');
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
const second = fc
  .integer({ min: Date.UTC(1975, 0, 1) / SECOND, max: Date.UTC(2099, 0, 1) / SECOND })
  .map((value) => value * SECOND);

describe('a moment, however it is written', () => {
  test('is read as the same', () => {
    fc.assert(
      fc.property(second, (at) => {
        const { year, month, day, hour, minute, second: seconds } = localParts(at, 'UTC');
        const clock = `${two(hour)}:${two(minute)}:${two(seconds)}`;
        const half = `${hour % 12 === 0 ? 12 : hour % 12}:${two(minute)}:${two(seconds)} ${hour < 12 ? 'am' : 'PM'}`;
        for (const written of [
          `${year}-${two(month)}-${two(day)}T${clock}Z`,
          `${year}-${month}-${day} ${clock} UTC`,
          `${year}/${two(month)}/${two(day)} ${half} GMT`,
          `${day} ${MONTHS[month - 1]} ${year} ${clock} +0000`,
          `${MONTHS[month - 1]!.slice(0, 3)}. ${day}, ${year} at ${half} Z`,
          `${year}${two(month)}${two(day)}T${two(hour)}${two(minute)}${two(seconds)}Z`,
          `${year}-${two(month)}-${two(day)}T${clock}.000000-00:00[UTC]`,
        ])
          expect(readDate(written), written).toEqual({ kind: 'instant', at });
      }),
    );
  });

  test('with the offset of any zone is the instant there', () => {
    fc.assert(
      fc.property(second, fc.integer({ min: -12 * 60, max: 14 * 60 }), (at, ahead) => {
        const { year, month, day, hour, minute, second: seconds } = localParts(at + ahead * MINUTE, 'UTC');
        const size = Math.abs(ahead);
        const offset = `${ahead < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
        const wall = `${year}-${two(month)}-${two(day)}T${two(hour)}:${two(minute)}:${two(seconds)}`;
        expect(readDate(`${wall}${offset}`)).toEqual({ kind: 'instant', at });
        expect(readDate(`${wall}${offset.replace(':', '')}`)).toEqual({ kind: 'instant', at });
      }),
    );
  });

  test('without one is what the wall shows there', () => {
    fc.assert(
      fc.property(
        second,
        fc.constantFrom('Europe/Berlin', 'America/New_York', 'Asia/Kolkata'),
        (at, zone) => {
          const parts = localParts(at, zone);
          const wall = `${parts.year}-${two(parts.month)}-${two(parts.day)} ${two(parts.hour)}:${two(parts.minute)}:${two(parts.second)}`;
          expect(instantOfDate(readDate(wall), zone)).toBe(instantOf(parts, zone));
        },
      ),
    );
  });

  test('in three numbers is read by the order that the store says, and turned round by the other', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 12 }),
        fc.integer({ min: 1, max: 12 }),
        fc.constantFrom('/', '.', '-'),
        (day, month, mark) => {
          const written = [day, month, 2026].join(mark);
          expect(readDate(written, 'day-first')).toEqual({ kind: 'day', day: { year: 2026, month, day } });
          expect(readDate(written, 'month-first')).toEqual({
            kind: 'day',
            day: { year: 2026, month: day, day: month },
          });
          expect(readDate(written)).toEqual({ kind: 'ambiguous' });
        },
      ),
    );
  });
});

describe('days of the calendar', () => {
  test('follow one another without a gap, wherever somebody is', () => {
    fc.assert(
      fc.property(
        second,
        fc.constantFrom('Pacific/Auckland', 'America/Havana', 'Africa/Cairo', 'UTC'),
        (at, zone) => {
          const { year, month, day } = localParts(at, zone);
          const next = localParts(dayEnds({ year, month, day }, zone), zone);
          expect(dayBegins(next, zone)).toBe(dayEnds({ year, month, day }, zone));
          expect(dayNumber(next)).toBe(dayNumber({ year, month, day }) + 1);
          expect(dayKey(at, zone)).toBe(`${year}-${two(month)}-${two(day)}`);
        },
      ),
    );
  });
});

describe('amounts', () => {
  const currency = fc.constantFrom('USD', 'JPY', 'KWD', 'EUR', 'KRW', 'BHD');
  /** The same with whole numbers only, as one learns it: the next digit of five or more rounds up. */
  const byHand = (whole: string, fraction: string, decimals: number): bigint => {
    const digits = BigInt(whole + fraction.padEnd(decimals, '0').slice(0, decimals));
    return digits + (Number(fraction.charAt(decimals) || '0') >= 5 ? 1n : 0n);
  };
  test('are read to the minor unit, half a unit away from zero', () => {
    fc.assert(
      fc.property(
        fc.nat(1e9),
        fc.stringMatching(/^\d{1,6}$/),
        fc.boolean(),
        currency,
        (whole, fraction, minus, code) => {
          const expected = Number(byHand(String(whole), fraction, currencyDecimals(code)));
          const read = parseAmount(`${minus ? '-' : ''}${whole}.${fraction}`, code);
          expect(read).toBe(minus && expected !== 0 ? -expected : expected);
        },
      ),
    );
  });
  test('shown and read again are the same to the cent', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -1e12, max: 1e12 }),
        fc.constantFrom('USD', 'JPY', 'KWD', 'EUR'),
        (amount, code) => {
          const shown = formatMoney({ amount, currency: code });
          const plain = shown.replace('−', '-').replace(/[^\d.-]/g, '');
          expect(parseAmount(plain, code)).toBe(amount);
          expect(shown.includes('−')).toBe(amount < 0);
        },
      ),
    );
  });
  test('signed say so of gains and of losses, and of nothing neither', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e9, max: 1e9 }), (amount) => {
        const shown = formatMoney({ amount, currency: 'USD' }, { signed: true });
        expect(shown.charAt(0)).toBe(amount > 0 ? '+' : amount < 0 ? '−' : '$');
      }),
    );
  });
  test('are in a currency of three capital letters', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 5 }), (code) => {
        expect(currencySchema.safeParse(code).success).toBe(/^[A-Z]{3}$/.test(code) && !code.includes('\n'));
      }),
    );
  });
});

describe('words for times and shares', () => {
  test('say a length in a unit of which it is at least one, and never lie by more than half of it', () => {
    const units: Readonly<Record<string, number>> = { minute: MINUTE, hour: HOUR, day: DAY };
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 400 * DAY }), (length) => {
        const [, count, unit] = /^([\d,]+) (minute|hour|day)s?$/.exec(lengthOfTime(length))!;
        const said = Number(count!.replaceAll(',', '')) * units[unit!]!;
        expect(said).toBeGreaterThan(0);
        // Hours are rounded from whole minutes, and days from whole hours.
        if (length >= MINUTE) expect(Math.abs(said - length)).toBeLessThanOrEqual(units[unit!]! * 0.55);
      }),
    );
  });
  test('look the same way back and ahead', () => {
    fc.assert(
      fc.property(fc.integer({ min: 5 * SECOND, max: 14 * DAY - 1 }), (distance) => {
        const now = Date.UTC(2026, 5, 1);
        const [ago, ahead] = [
          relativeTime(now - distance, now, 'UTC'),
          relativeTime(now + distance, now, 'UTC'),
        ];
        expect(`in ${ago.replace(' ago', '')}`).toBe(ahead);
      }),
    );
  });
  test('of a share read as the share again', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (share) => {
        const read = Number(percent(share).replace('%', '')) / 100;
        expect(Math.abs(read - share)).toBeLessThanOrEqual(share < 0.1 ? 0.000_500_1 : 0.005_000_1);
        expect(points(-share).replace('−', '+')).toBe(points(share));
      }),
    );
  });
});

describe('names of places', () => {
  const letters = Array.from({ length: 26 }, (_, index) => String.fromCharCode(65 + index));
  const codes = letters.flatMap((first) => letters.map((last) => first + last));
  test('lead to a code that has that very name', () => {
    let known = 0;
    for (const code of codes) {
      const name = regionName(code);
      if (name === code) continue;
      known += 1;
      const found = regionCode(name);
      if (found !== null) expect([code, regionName(found)]).toEqual([code, name]);
      expect(regionCode(` ${name.toUpperCase()} `)).toBe(found);
    }
    expect(known).toBeGreaterThan(240);
  });
  test('are codes for what has none, whatever it is', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        for (const name of [regionName, languageName, currencyName]) expect(typeof name(text)).toBe('string');
        const code = regionCode(text);
        if (code !== null) expect(code).toMatch(/^[A-Z]{2}$/);
      }),
    );
  });
});

describe('what is drawn and named by hash', () => {
  test('a code is the beginning of a longer one for the same key', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 0, max: 20 }), (key, length) => {
        expect(codeFrom(key, length)).toHaveLength(length);
        expect(codeFrom(key, 20).startsWith(codeFrom(key, length))).toBe(true);
      }),
    );
  });
  test('a draw depends on where salt and key are cut', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.string({ minLength: 1 }), (salt, key) => {
        expect(draw(salt, key)).toBe(draw(salt, key));
        expect(draw(salt + key, '')).not.toBe(draw(salt, key));
      }),
    );
  });
  test('an id holds the moment it was made', () => {
    fc.assert(
      fc.property(second, fc.uint8Array({ minLength: 10, maxLength: 16 }), (now, random) => {
        const id = uuidv7(now, random);
        expect(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)).toBe(now);
      }),
    );
  });
});

describe('text', () => {
  test('composed within any value is that value where nothing had to change, and as far as it is when it had', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const done = composed(value);
        expect(composed(done)).toBe(done);
        expect(JSON.stringify(done)).toBe(JSON.stringify(value).normalize('NFC'));
      }),
    );
  });
  test('folded is the same for any case that keeps the letters', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(foldText(text.toUpperCase())).toBe(foldText(text));
        expect(foldText(foldText(text))).toBe(foldText(text));
      }),
    );
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { customer, facts, store } from '@millrace/flow/testing';
import { durationSchema, durationWords, isZero, milliseconds, spreadOf } from './duration.ts';
import { isTime, timeOf, timeSchema } from './entry-rules.ts';
import {
  conditionWords,
  decisionsNamedIn,
  eventNameProblems,
  isEmptyCondition,
  recordsIn,
  saidOnce,
  textIn,
  zoneOf,
} from './reading.ts';
import { duplicateWays, wayId } from './ways.ts';

describe('what decisions a text names', () => {
  test.each([
    ['Hi {{ decision.segment }}', ['segment']],
    ['{{decision.a}}{{- decision.b -}}', ['a', 'b']],
    ['{% if decision.recovery > 0.5 and decision.segment == "x" %}y{% endif %}', ['recovery', 'segment']],
    ['{{ decision.a | default: decision.b }}', ['a', 'b']],
    ['{% if decision.a %}{{ decision.b }}{% elsif decision.c %}{% endif %}', ['a', 'b', 'c']],
    ['{{ decision["offer"] }} {{ decision[\'code\'] }}', ['offer', 'code']],
    ['{{ decision.a }} and {{ decision.a }}', ['a', 'a']],
    ['decision.segment in plain words', []],
    ['{{ customer.decision.x }} {{ indecision.y }}', []],
    ['{{ decision }} {{ decision. }}', []],
    ['', []],
  ])('%j', (text, names) => expect(decisionsNamedIn(text)).toEqual(names));

  test('are all of those that stand in placeholders, in their order, whatever stands between', () => {
    const name = fc.stringMatching(/^[a-z][A-Za-z0-9_]{0,8}$/);
    const between = fc.stringMatching(/^[ .,!a-z\n]{0,12}$/).filter((text) => !text.includes('decision'));
    const placeholder = fc.constantFrom<(names: readonly string[]) => string>(
      (names) => names.map((one) => `{{ decision.${one} }}`).join(' '),
      (names) => `{% if ${names.map((one) => `decision.${one}`).join(' or ')} %}x{% endif %}`,
    );
    fc.assert(
      fc.property(
        fc.array(name, { minLength: 1, maxLength: 4 }),
        between,
        between,
        placeholder,
        (names, before, after, written) => {
          expect(decisionsNamedIn(before + written(names) + after)).toEqual(names);
          // The same inside JSON, as a body or a content is looked through.
          expect(decisionsNamedIn(JSON.stringify({ text: before + written(names) + after }))).toEqual(names);
        },
      ),
    );
  });
});

describe('a time zone', () => {
  test.each([
    ['America/New_York', 'Europe/Berlin', 'America/New_York'],
    ['Mars/Base', 'Europe/Berlin', 'Europe/Berlin'],
    ['', 'nowhere', 'UTC'],
  ])('of a person in “%s” and a store in “%s” is %s', (own, shop, zone) => {
    expect(zoneOf(facts({ customer: customer({ zone: own }), store: { ...store, zone: shop } }))).toBe(zone);
  });
});

describe('a config that may be unfinished', () => {
  test('is read as far as it goes, and never fails', () => {
    fc.assert(
      fc.property(fc.anything(), (junk) => {
        expect(typeof textIn(junk)).toBe('string');
        for (const record of recordsIn(junk)) expect(typeof record).toBe('object');
        expect(conditionWords(junk).length).toBeGreaterThan(0);
        expect(durationWords(junk).length).toBeGreaterThan(0);
        expect(typeof isZero(junk)).toBe('boolean');
        expect(isTime(junk)).toBe(timeSchema.safeParse(junk).success);
      }),
    );
    expect([textIn(' a '), textIn(7)]).toEqual(['a', '']);
    expect(recordsIn([null, 'x', { a: 1 }])).toEqual([{}, {}, { a: 1 }]);
  });

  test('is said once for each config, and anew for another', () => {
    let made = 0;
    const say = saidOnce<{ name: string }>(({ name }) => `${name} ${(made += 1)}`);
    const one = { name: 'a' };
    expect([say(one), say(one), say({ name: 'a' })]).toEqual(['a 1', 'a 1', 'a 2']);
  });
});

describe('a condition', () => {
  const leaf = { fact: 'customer.ordersCount', operator: 'at-least', value: 1 } as const;
  test.each([
    [undefined, true],
    [{ all: [] }, true],
    [{ any: [] }, true],
    [{ all: [leaf] }, false],
    [{ any: [leaf] }, false],
    [{ not: leaf }, false],
    [leaf, false],
  ])('%j says nothing: %s', (condition, isEmpty) =>
    expect(isEmptyCondition(condition as never)).toBe(isEmpty),
  );
});

describe('the name of an event', () => {
  test.each(['order-placed', 'made-a-wish', 'x1'])('%s is heard', (name) => {
    expect(eventNameProblems(name, 'event')).toEqual([]);
  });
  test('that would never be heard is named with the one that is, at its field', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 30 }), (name) => {
        for (const problem of eventNameProblems(name, 'exits.2.event')) {
          expect(problem).toMatchObject({ severity: 'error', field: 'exits.2.event' });
          const suggested = /comes in as "([^"]+)"/.exec(problem.sentence)?.[1];
          if (suggested !== undefined) expect(eventNameProblems(suggested, '')).toEqual([]);
        }
      }),
    );
  });
});

describe('a length of time', () => {
  test.each([
    [{ amount: 90, unit: 'minutes' }, 5_400_000, '90 minutes'],
    [{ amount: 1, unit: 'hours' }, 3_600_000, '1 hour'],
    [{ amount: 1.5, unit: 'days' }, 129_600_000, '1.5 days'],
    [{ amount: 0, unit: 'days' }, 0, '0 days'],
  ])('%j is %d milliseconds, “%s”', (duration, long, words) => {
    expect(milliseconds(durationSchema.parse(duration))).toBe(long);
    expect(durationWords(duration)).toBe(words);
    expect(isZero(duration)).toBe(long === 0);
  });

  test('is whole milliseconds, longer for more of it, and never less than nothing', () => {
    const amount = fc.double({ min: 0, max: 100_000, noNaN: true });
    const unit = fc.constantFrom('minutes', 'hours', 'days');
    fc.assert(
      fc.property(amount, amount, unit, (one, two, each) => {
        const [less, more] = [Math.min(one, two), Math.max(one, two)].map((given) =>
          milliseconds({ amount: given, unit: each as 'days' }),
        );
        expect(Number.isSafeInteger(less!) && less! >= 0).toBe(true);
        expect(less).toBeLessThanOrEqual(more!);
      }),
    );
    for (const junk of [-1, 100_001, Number.NaN, '3'])
      expect(durationSchema.safeParse({ amount: junk, unit: 'days' }).success).toBe(false);
  });

  test('is drawn out by no more than five minutes, a twentieth of it, and what is allowed; each person by the same', () => {
    const draw = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
    fc.assert(
      fc.property(
        draw,
        fc.nat(10 ** 10),
        fc.nat(10 ** 8),
        fc.integer({ min: 1, max: 9 }),
        (drawn, long, most, visit) => {
          const keys: string[] = [];
          const scene = { visit, draw: (key: string) => (keys.push(key), drawn) };
          const late = spreadOf(scene, long, most);
          expect(late >= 0 && late <= Math.min(most, long / 20)).toBe(true);
          expect(spreadOf(scene, long)).toBeLessThanOrEqual(300_000);
          expect(new Set(keys).size).toBe(1);
        },
      ),
    );
  });
});

describe('a time of day', () => {
  test('is read as it is written, and nothing else is one', () => {
    for (let hour = 0; hour < 24; hour += 1)
      for (const minute of [0, 5, 59]) {
        const text = `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
        expect(isTime(text)).toBe(true);
        expect(timeOf(text)).toEqual({ hour, minute });
      }
    for (const text of ['24:00', '9:00', '09:60', '09:00:00', ' 09:00', '', null])
      expect(isTime(text)).toBe(false);
  });
});

describe('ways out', () => {
  const way = fc.record({
    id: fc.option(fc.constantFrom('a', 'b', 'path-1', 'path-2', 'else', ''), { nil: undefined }),
  });
  test('are told apart by what is named, and by their places where nothing is; two of one name are each named once', () => {
    fc.assert(
      fc.property(fc.array(way, { maxLength: 6 }), (ways) => {
        const ids = ways.map(wayId);
        const repeated = ids.filter((id, index) => id === 'else' || ids.indexOf(id) < index).length;
        expect(duplicateWays(ways, 'paths')).toHaveLength(repeated);
        for (const { field } of duplicateWays(ways, 'paths')) expect(field).toMatch(/^paths\.\d$/);
      }),
    );
  });
});

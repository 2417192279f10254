import { describe, expect, test } from 'vitest';
import { sampleShares } from '@millrace/channels';
import { samplePeople, type RehearsalPerson, type RehearsedEnrolment } from '@millrace/rehearsal';
import { castIn, walkThrough, wayOf } from '../testing/keeps-promises.ts';
import { DAY, FROM, HOUR, MINUTE, untilOf } from '../testing/people.ts';
import { expectedPaths } from './expected-path.ts';
import { abandonedCartAi } from './template.ts';

const walk = (people: Iterable<RehearsalPerson>, opensAfter?: number) =>
  walkThrough(abandonedCartAi, people, opensAfter);
const hoursOf = (at: number) => (at - FROM) / HOUR;
/** Hours, rounded down to a half: each wait before adds up to five minutes. */
const sent = (enrolment: RehearsedEnrolment) =>
  enrolment.messages.map(({ node, at }) => [node, Math.floor(hoursOf(at) * 2) / 2]);

test.each(expectedPaths.map((path) => [path.promise, path] as const))('%s', (_promise, path) => {
  expect(wayOf(abandonedCartAi, path)).toEqual(path.nodes);
});

describe('who gets a discount', () => {
  test('never a person who buys at full price, in three thousand carts', () => {
    const people = new Map(
      [
        ...samplePeople({
          count: 3_000,
          seed: 'discounts',
          from: FROM,
          until: untilOf(abandonedCartAi),
          channels: sampleShares(),
        }),
      ].map((person) => [person.customer.id, person]),
    );
    const given = walk(people.values()).filter(({ variables }) => variables['code']);
    expect(given.length).toBeGreaterThan(20);
    for (const { variables, trace, customerId } of given) {
      expect(variables['segment']).toBe('price-sensitive');
      expect(variables['offerKind']).not.toBe('none');
      expect(people.get(customerId)!.events.some(({ event }) => event.type === 'product-viewed')).toBe(true);
      expect(trace.some(({ node, port }) => node === 'second-browse' && port === 'happened')).toBe(true);
    }
  });

  test('only after a second look, two hours later, and only if one is worth its margin', () => {
    const [enrolment] = walk([castIn(abandonedCartAi, 'price-sensitive-looking')]);
    expect(sent(enrolment!)[0]).toEqual(['gentle-reminder', 4]);
    const second = sent(enrolment!)[1]!;
    expect(second[0]).toMatch(/^(offer-email|offer-text|second-look)$/);
    expect(second[1]).toBe(12);
  });

  test('goes by the channel that was decided, and by no other', () => {
    const people = samplePeople({
      count: 3_000,
      seed: 'channels',
      from: FROM,
      until: untilOf(abandonedCartAi),
      channels: sampleShares(),
    });
    const offered = walk(people).flatMap(({ trace, messages }) => {
      const decided = trace.find(({ node, what }) => node === 'offer-channel' && what === 'went');
      return decided ? [{ port: decided.port, at: decided.at, nodes: messages.map(({ node }) => node) }] : [];
    });
    const by = (port: string) => offered.filter((one) => one.port === port);
    expect(by('email').length).toBeGreaterThan(5);
    expect(by('sms').length).toBeGreaterThan(0);
    for (const { nodes } of by('email')) expect(nodes).toContain('offer-email');
    for (const { nodes } of by('email')) expect(nodes).not.toContain('offer-text');
    for (const { nodes } of by('sms')) expect(nodes).not.toContain('offer-email');
  });

  test('a code is valid for two days from when it was made', () => {
    const people = samplePeople({
      count: 400,
      seed: 'codes',
      from: FROM,
      until: untilOf(abandonedCartAi),
      channels: sampleShares(),
    });
    const lasting = walk(people).flatMap(({ variables, trace }) => {
      const code = variables['code'] as { terms: { expiresAt: number } } | undefined;
      const made = trace.find(({ node, what }) => node === 'code' && what === 'entered');
      return code && made ? [code.terms.expiresAt - made.at] : [];
    });
    expect(new Set(lasting)).toEqual(new Set([2 * DAY]));
  });
});

describe('when messages go', () => {
  test('a full-price buyer is reminded after half an hour, and by text three hours after an e-mail nobody opened', () => {
    expect(sent(walk([castIn(abandonedCartAi, 'full-price-buyer')])[0]!)).toEqual([
      ['quick-reminder', 0.5],
      ['reminder-text', 3.5],
    ]);
  });
  test('people who open within three hours get no text', () => {
    expect(sent(walk([castIn(abandonedCartAi, 'full-price-buyer')], 2 * HOUR + 59 * MINUTE)[0]!)).toEqual([
      ['quick-reminder', 0.5],
    ]);
    expect(sent(walk([castIn(abandonedCartAi, 'full-price-buyer')], 3 * HOUR + 6 * MINUTE)[0]!)).toHaveLength(
      2,
    );
  });
  test('a new visitor gets the second e-mail the next morning between ten and five past, in their time zone', () => {
    const second = walk([castIn(abandonedCartAi, 'new-visitor')])[0]!.messages[1]!;
    // The cart was left at noon in Berlin: 22 hours later it is ten.
    expect(second.node).toBe('welcome-proof');
    expect(hoursOf(second.at)).toBeGreaterThanOrEqual(22);
    expect(hoursOf(second.at)).toBeLessThan(22 + 5 / 60);
  });
});

import { describe, expect, test } from 'vitest';
import type { RehearsalPerson, RehearsedEnrolment } from '@millrace/rehearsal';
import { leavesCart } from '../leaves-cart.ts';
import { castIn, walkThrough, wayOf } from '../testing/keeps-promises.ts';
import { FROM, HOUR } from '../testing/people.ts';
import { expectedPaths } from './expected-path.ts';
import { abandonedCartClassic } from './template.ts';

const walk = (people: readonly RehearsalPerson[]) => walkThrough(abandonedCartClassic, people);
/** Rounded down to half hours: each wait before adds up to five minutes. */
const sent = ({ messages }: RehearsedEnrolment) =>
  messages.map(({ node, channel, at }) => `${channel} ${node} ${Math.floor(((at - FROM) / HOUR) * 2) / 2} h`);

test.each(expectedPaths.map((path) => [path.promise, path] as const))('%s', (_promise, path) => {
  expect(wayOf(abandonedCartClassic, path)).toEqual(path.nodes);
});

describe('the three messages', () => {
  test('are sent one hour, one day and about two days after the cart was left', () => {
    expect(sent(walk([castIn(abandonedCartClassic, 'agreed-to-texts')])[0]!)).toEqual([
      'email reminder 1 h',
      'email social-proof 24 h',
      'sms offer-text 46 h',
    ]);
  });
  test('the text comes within the 48 hours that carriers allow, counted from the last change of the cart', () => {
    const text = walk([castIn(abandonedCartClassic, 'agreed-to-texts')])[0]!.messages.at(-1)!;
    expect(text.at - (FROM - 0.25 * HOUR)).toBeLessThan(48 * HOUR);
  });
  test('only the last one has a discount, and only for people who get it', () => {
    expect(walk([castIn(abandonedCartClassic, 'agreed-to-texts')])[0]!.variables['code']).toMatchObject({
      terms: { kind: 'percentage', value: 10 },
    });
    expect(walk([castIn(abandonedCartClassic, 'e-mail-only')])[0]!.variables['code']).toBeUndefined();
  });
});

describe('buying', () => {
  test('ends the series at once', () => {
    const [enrolment] = walk([castIn(abandonedCartClassic, 'buys-after-five-hours')]);
    expect(sent(enrolment!)).toEqual(['email reminder 1 h']);
    expect(enrolment!.endedAt).toBe(FROM + 5 * HOUR);
  });
  test('ends the reminders of the other cart of the same person too', () => {
    const buyer = leavesCart('two-carts', FROM, { buysAfter: 2 * HOUR });
    const other = leavesCart('two-carts', FROM, { cart: { id: 'second-cart' } });
    const both = {
      customer: buyer.customer,
      events: [
        ...buyer.events,
        ...other.events.map(({ event, ...rest }) => ({
          ...rest,
          event: { ...event, id: 'second-left', at: FROM + HOUR },
        })),
      ].sort((one, two) => one.event.at - two.event.at),
    };
    const [first, second] = walk([both]);
    expect(first).toMatchObject({ key: 'two-carts-cart', endReason: 'exit:order-placed' });
    expect(second).toMatchObject({ key: 'second-cart', endReason: 'exit:order-placed' });
    expect(sent(second!)).toEqual([]);
  });
  test('a cart that is left a second time does not start the series again', () => {
    const again = castIn(abandonedCartClassic, 'e-mail-only');
    const twice = {
      customer: again.customer,
      events: [
        ...again.events,
        ...again.events.map(({ event, ...rest }) => ({
          ...rest,
          event: { ...event, id: 'again', at: event.at + 240 * HOUR },
        })),
      ],
    };
    expect(walk([twice])).toHaveLength(1);
  });
});

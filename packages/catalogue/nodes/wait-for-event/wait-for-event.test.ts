import { describe, expect, test } from 'vitest';
import { HOUR, MINUTE } from '@millrace/base';
import { bringUp } from '@millrace/flow';
import { event, facts, NOW } from '@millrace/flow/testing';
import { arriveAt, checked, standsAt, wakeAt } from '../testing/scene.ts';
import { waitForEvent } from './definition.ts';

const OPENED = { events: ['message-opened'], match: 'message', timeout: { amount: 3, unit: 'hours' } };
const hear = (
  config: Readonly<Record<string, unknown>>,
  happened: ReturnType<typeof event>,
  stage?: Parameters<typeof arriveAt>[2],
) => wakeAt(waitForEvent, config, { type: 'event', event: happened }, stage);

describe('what it listens to', () => {
  test.each<[string, Readonly<Record<string, unknown>>, object]>([
    [
      'any such event of the person',
      { events: ['product-viewed'] },
      { event: 'product-viewed', match: 'customer', id: null },
    ],
    [
      'an order of the cart that brought the person in',
      { events: ['order-placed'], match: 'cart' },
      { event: 'order-placed', match: 'cart', id: 'cart-1' },
    ],
    [
      'an event of the shop’s own',
      { events: ['made-a-wish'] },
      { event: 'made-a-wish', match: 'customer', id: null },
    ],
    [
      'no order when the person entered without one',
      { events: ['order-paid'], match: 'order' },
      { event: 'order-paid', match: 'order', id: null },
    ],
    ['the message sent last', OPENED, { event: 'message-opened', match: 'message', id: 'message-2' }],
    [
      'the message that was chosen',
      { ...OPENED, message: 'first' },
      { event: 'message-opened', match: 'message', id: 'message-1' },
    ],
  ])('%s', (_name, config, listen) => {
    const move = arriveAt(waitForEvent, config, {
      cursor: { messages: { first: 'message-1', second: 'message-2' }, lastMessage: 'message-2' },
    });
    expect(move).toMatchObject({ listens: [listen] });
  });
  test('waits as long as the marketer said, and up to five minutes more so that not everybody goes on at once', () => {
    const { waitUntil } = arriveAt(waitForEvent, OPENED) as { waitUntil: number };
    expect(waitUntil).toBeGreaterThanOrEqual(NOW + 3 * HOUR);
    expect(waitUntil).toBeLessThan(NOW + 3 * HOUR + 5 * MINUTE);
  });
});

describe('several events', () => {
  const EITHER = { events: ['order-placed', 'ticket-opened'], timeout: { amount: 2, unit: 'days' } };
  test('it listens for each of them, and the first that comes counts', () => {
    expect(arriveAt(waitForEvent, EITHER)).toMatchObject({
      listens: [
        { event: 'order-placed', match: 'customer', id: null },
        { event: 'ticket-opened', match: 'customer', id: null },
      ],
      sentence: 'Waits until: placed an order or opened a ticket, at most 2 days.',
    });
    expect(hear(EITHER, event('ticket-opened'))).toMatchObject({
      go: 'happened',
      sentence: 'Opened a ticket.',
    });
  });
  test('a wait of an earlier release for one event is one for a list of one', () => {
    const { config } = bringUp(waitForEvent, 0, { event: 'order-placed', match: 'cart' });
    expect(config).toEqual({ events: ['order-placed'], match: 'cart' });
    expect(bringUp(waitForEvent, 0, { event: '' }).config).toEqual({ events: [] });
  });
});

describe('when it is woken', () => {
  test('the event takes the branch "it happened"', () => {
    expect(hear({ events: ['product-viewed'] }, event('product-viewed'))).toMatchObject({
      go: 'happened',
      sentence: 'Viewed a product.',
    });
  });
  test('the end of the time takes the other', () => {
    expect(wakeAt(waitForEvent, OPENED, { type: 'timer' })).toMatchObject({
      go: 'timeout',
      sentence: 'Did not happen within 3 hours.',
    });
  });
  test('an event that does not fit the condition leaves the person waiting', () => {
    const config = {
      events: ['order-placed'],
      where: { fact: 'event.value', operator: 'at-least', value: 5_000 },
    };
    expect(hear(config, event('order-placed', { value: 4_999 }))).toBeNull();
    expect(hear(config, event('order-placed', { value: 5_000 }))).toMatchObject({ go: 'happened' });
  });
});

describe('an event before the wait began', () => {
  const opened = event('message-opened', { messageId: 'message-2', at: NOW - 5 });
  const stage = {
    facts: { events: [opened] },
    cursor: { lastMessage: 'message-2', messages: { second: 'message-2' } },
  };
  test('counts when it is about the message: it was opened in the meantime', () => {
    expect(arriveAt(waitForEvent, OPENED, stage)).toMatchObject({ go: 'happened' });
  });
  test('does not count when another message was opened', () => {
    expect(arriveAt(waitForEvent, OPENED, { ...stage, cursor: { lastMessage: 'message-3' } })).toHaveProperty(
      'waitUntil',
    );
  });
  test('does not count on a second visit, so that a loop always takes time', () => {
    expect(arriveAt(waitForEvent, OPENED, { ...stage, visit: 2 })).toHaveProperty('waitUntil');
  });
  test('does not count for other events: a product viewed last week is not a second view', () => {
    expect(
      arriveAt(
        waitForEvent,
        { events: ['product-viewed'] },
        { facts: { events: [event('product-viewed', { at: NOW - 5 })] } },
      ),
    ).toHaveProperty('waitUntil');
  });
  test('is loaded by the plan', () => {
    expect(waitForEvent.needs?.(waitForEvent.config.parse(OPENED) as never)).toEqual({
      events: { 'message-opened': 0 },
    });
    expect(waitForEvent.needs?.(waitForEvent.config.parse({ events: ['product-viewed'] }) as never)).toEqual({
      events: { 'product-viewed': 0 },
    });
  });
});

describe('before a held message is sent', () => {
  const stands = (
    port: string,
    events: readonly ReturnType<typeof event>[],
    config: Readonly<Record<string, unknown>> = OPENED,
  ) =>
    standsAt(waitForEvent, config, port, 5 * HOUR, {
      facts: { events },
      cursor: { lastMessage: 'message-2', messages: { second: 'message-2' } },
    });
  test('an event that the wait missed must not have come since', () => {
    const said = 'Not sent: the event has happened in the meantime (opened an e-mail).';
    expect(stands('timeout', [event('message-opened', { messageId: 'message-2', at: NOW - HOUR })])).toBe(
      said,
    );
    expect(
      stands('timeout', [event('message-opened', { messageId: 'message-1', at: NOW - HOUR })]),
    ).toBeNull();
    expect(stands('timeout', [])).toBeNull();
  });
  test('an event from before the wait does not count', () => {
    const looked = (at: number) => [event('product-viewed', { at })];
    expect(stands('timeout', looked(NOW - 6 * HOUR), { events: ['product-viewed'] })).toBeNull();
    expect(stands('timeout', looked(NOW - 4 * HOUR), { events: ['product-viewed'] })).toContain(
      'viewed a product',
    );
  });
  test('the branch "it happened" always holds', () => {
    expect(stands('happened', [])).toBeNull();
  });
});

describe('what is wrong with it', () => {
  const mail = [{ id: 'mail', kind: 'send-email' }];
  test.each<[string, Readonly<Record<string, unknown>>, { id: string; kind: string }[], RegExp]>([
    ['an event in another spelling', { events: ['Product Viewed'] }, [], /comes in as "product-viewed"/],
    [
      'a wait of no time',
      { events: ['product-viewed'], timeout: { amount: 0, unit: 'hours' } },
      [],
      /takes no time/,
    ],
    [
      'an event that never has a cart',
      { events: ['product-viewed'], match: 'cart' },
      [],
      /would never hear it/,
    ],
    ['a message in a flow that sends none', OPENED, [], /the flow sends none/],
    ['a message that was removed', { ...OPENED, message: 'gone' }, mail, /no longer in the flow/],
  ])('%s is a problem', (_name, config, others, words) => {
    expect(checked(waitForEvent, config, others).join(' ')).toMatch(words);
  });
  test('nothing, when it waits for its own message or for an event of the shop’s own', () => {
    expect(checked(waitForEvent, OPENED, mail)).toEqual([]);
    expect(checked(waitForEvent, { events: ['made-a-wish'], match: 'cart' }, mail)).toEqual([]);
  });
});

test('the card and its branches have the words of the event', () => {
  expect(waitForEvent.sentence(OPENED)).toBe('Wait until: opened an e-mail, at most 3 hours');
  expect(waitForEvent.ports(OPENED).map(({ label }) => label)).toEqual([
    'Opened an e-mail',
    'Not within 3 hours',
  ]);
  expect(facts().enrolment.event?.cartId).toBe('cart-1');
});

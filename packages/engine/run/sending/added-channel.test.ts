import { testStore, type TestStore } from '@millrace/services/testing';
import { createTestDatabase, type TestDatabase } from '@millrace/tools/testing';
import { DAY, HOUR, isMillraceError, MINUTE } from '@millrace/base';
import {
  attributionRules,
  CHANNELS,
  channelById,
  channelTo,
  countedTouches,
  sampleShares,
  usualAnswers,
} from '@millrace/channels';
import { pigeonChannel } from '@millrace/channels/testing';
import {
  accepted,
  defineConnector,
  unknown,
  type Delivery,
  type OutgoingMessage,
} from '@millrace/connectors';
import { renderMessage, wanted } from '@millrace/content/testing';
import { compile, createStep, parseGraph, validate } from '@millrace/flow';
import { customer, cart } from '@millrace/flow/testing';
import { defaultGuardrailSettings, runGuardrails, type SendFacts } from '@millrace/guardrails';
import { attribute } from '@millrace/measure';
import { kinds, sendNode } from '@millrace/nodes';
import { answering, rehearse, samplePeople } from '@millrace/rehearsal';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { transmit } from './transmit.ts';

/** The catalogue with one more folder and line. */
const CATALOGUE = [...CHANNELS, pigeonChannel];
const send = sendNode(pigeonChannel);
const kindsWith = { ...kinds, [send.kind]: send };
const NOON = Date.UTC(2026, 10, 18, 12);

const graph = (content: unknown) =>
  parseGraph({
    schemaVersion: 2,
    subject: 'customer',
    nodes: [
      {
        id: 'trigger',
        kind: 'event-trigger',
        config: { event: 'cart-abandoned', key: 'cart', exits: [{ event: 'order-placed', match: 'cart' }] },
      },
      { id: 'wait', kind: 'wait', config: kinds['wait']!.example as Record<string, unknown> },
      { id: 'bird', kind: send.kind, config: { content } },
    ],
    edges: [
      { id: 'one', from: 'trigger', port: 'next', to: 'wait' },
      { id: 'two', from: 'wait', port: 'next', to: 'bird' },
    ],
    settings: { holdout: 0 },
  });

describe('a channel added by a folder and a line', () => {
  test('is in the list, and leaves the other channels unchanged', () => {
    expect(channelById('pigeon', CATALOGUE)).toBe(pigeonChannel);
    expect(channelById('pigeon')).toBeUndefined();
    expect(channelTo('phone', CATALOGUE)).toBe(channelTo('phone'));
  });

  test('has its own step, which is checked before publishing and compiled', () => {
    expect(send).toMatchObject({
      kind: 'send-pigeon',
      title: 'Send carrier pigeon',
      channel: 'pigeon',
      family: 'message',
    });
    const found = validate(graph({ text: ' ' }), kindsWith).filter(({ node }) => node === 'bird');
    expect(found.map(({ sentence }) => sentence)).toContain('The pigeon carries no words yet.');
    expect(
      validate(graph(pigeonChannel.example), kindsWith).filter(({ severity }) => severity === 'error'),
    ).toEqual([]);
    expect(compile(graph(pigeonChannel.example), kindsWith).nodes.map(({ kind }) => kind)).toContain(
      'send-pigeon',
    );
  });

  test('is rehearsed with people who consented to it and respond as usual', () => {
    const until = NOON + 20 * DAY;
    const channels = sampleShares(CATALOGUE);
    const people = [...samplePeople({ count: 100, seed: 'birds', from: NOON, until, channels })];
    expect(people.every(({ customer: { consent } }) => consent['pigeon'] === 'subscribed')).toBe(true);
    const result = rehearse({
      plan: compile(graph(pigeonChannel.example), kindsWith),
      step: createStep(kindsWith),
      store: STORE,
      from: NOON,
      until,
      people,
      host: { react: answering(usualAnswers(CATALOGUE), 'birds') },
    });
    expect(result.nodes['bird']!.sent).toBeGreaterThan(50);
    expect(result.nodes['bird']!.clicked).toBe(result.nodes['bird']!.sent);
    expect(result.nodes['bird']!.opened).toBe(0);
  });

  test('is rendered in its own words, with tracked links in its text and button, and kept to its limits', async () => {
    const content = {
      text: 'Coo {{ customer.firstName }} https://shop.example',
      button: '{{ cart.recoveryUrl }}',
    };
    const addressOf = (_url: string, index: number) => `https://go.example/${index}`;
    const bird = await renderMessage(pigeonChannel, wanted(content, { isFirst: true }), { addressOf });
    expect(bird).toMatchObject({
      text: 'Coo Ann https://go.example/0 Feed the pigeon to opt out.',
      parts: { button: 'https://go.example/1' },
      segments: 1,
      html: null,
      subject: null,
    });
    expect(bird.links.map(({ url }) => new URL(url).searchParams.get('utm_medium'))).toEqual([
      'pigeon',
      'pigeon',
    ]);
    const order = await renderMessage(
      pigeonChannel,
      wanted(content, { isFirst: true, purpose: 'transactional' }),
    );
    expect(order.text).not.toContain('opt out');
    await expect(renderMessage(pigeonChannel, wanted({ text: 'x'.repeat(101) }))).rejects.toThrow(
      /at most 100 can be sent/,
    );
  });
});

const STORE = {
  name: 'Shop',
  currency: 'USD',
  zone: 'UTC',
  url: 'https://shop.example',
  marginFloor: 0.2,
  assumedCostShare: 0.4,
  shippingCost: 500,
  freeShippingFrom: null,
};

const facts = (
  changes: Partial<Omit<SendFacts, 'message'>> & { readonly message?: Partial<SendFacts['message']> } = {},
): SendFacts => ({
  now: NOON,
  channel: pigeonChannel,
  customer: customer({ phone: '+15550100', country: 'DE', consent: { pigeon: 'subscribed' } }),
  optIn: 'double',
  suppression: null,
  recent: [],
  cart: cart({ updatedAt: NOON - HOUR }),
  products: [],
  store: STORE,
  killSwitch: { all: false, flows: [], channels: [] },
  flowState: 'live',
  enrolmentEnded: null,
  globallyHeldOut: false,
  ...changes,
  message: {
    id: 'm',
    channel: 'pigeon',
    purpose: 'marketing',
    flowId: 'f',
    flowName: 'Birds',
    plannedAt: NOON,
    heldSince: null,
    cartId: 'cart-1',
    address: '+15550100',
    ...changes.message,
  },
});

describe('the guardrails of an added channel', () => {
  const said = (changes: Parameters<typeof facts>[0], settings = defaultGuardrailSettings) => {
    const { verdict } = runGuardrails(facts(changes), settings);
    return verdict.verdict === 'pass' ? 'pass' : verdict.sentence;
  };
  const person = (changes: Parameters<typeof customer>[0]) => ({
    customer: customer({ phone: '+15550100', country: 'DE', consent: { pigeon: 'subscribed' }, ...changes }),
  });

  test('use its words for address, consent and earlier messages', () => {
    expect(said({})).toBe('pass');
    expect(said({ ...person({ phone: null }), message: { address: null } })).toBe(
      'Not sent: we do not have their phone number.',
    );
    expect(said(person({ consent: { pigeon: 'unsubscribed' } }))).toBe(
      'Not sent: they unsubscribed from carrier pigeons.',
    );
    expect(said(person({ consent: { email: 'subscribed' } }))).toBe(
      'Not sent: they never agreed to marketing by carrier pigeons.',
    );
  });

  test('apply the channel’s own law as the store has set it', () => {
    expect(said({ optIn: 'single', ...person({ country: 'BE' }) })).toBe(
      'Not sent: pigeons about carts need a confirmed opt-in in Belgium.',
    );
    expect(said({ optIn: 'single', ...person({ country: null, phone: '+3212345678' }) })).toMatch(
      /confirmed opt-in/,
    );
    expect(said({ optIn: 'single' })).toBe('pass');
    const allowed = {
      ...defaultGuardrailSettings,
      consent: { pigeonNeverAsked: true, confirmedForCartPigeons: false },
    };
    expect(said(person({ consent: {} }), allowed)).toBe('pass');
    expect(said({ optIn: 'single', ...person({ country: 'BE' }) }, allowed)).toBe('pass');
  });

  test('apply its rule about carts, and the emergency stop', () => {
    const before = {
      at: NOON - 2 * DAY,
      channel: 'pigeon',
      purpose: 'marketing',
      flowId: 'o',
      flowName: 'Other',
      cartId: 'cart-1',
    } as const;
    expect(said({ recent: [before] })).toBe('Not sent: a pigeon told them of this cart before.');
    expect(said({ recent: [{ ...before, channel: 'telegraph' }] })).toBe('pass');
    expect(said({ cart: cart({ updatedAt: NOON - 50 * HOUR }) })).toBe(
      'Not sent: the cart is older than 48 hours, too old for a pigeon.',
    );
    expect(said({ killSwitch: { all: false, flows: [], channels: ['pigeon'] } })).toMatch(
      /^Held while sending on this channel is stopped/,
    );
  });

  test('allow it at night, unless the store sets quiet hours for it', () => {
    const night = { now: Date.UTC(2026, 10, 18, 23), ...person({ zone: 'UTC' }), cart: null };
    expect(said(night)).toBe('pass');
    const own = { ...defaultGuardrailSettings['quiet-hours'], channels: { pigeon: {} } };
    expect(said(night, { ...defaultGuardrailSettings, 'quiet-hours': own })).toMatch(
      /^Held until .*quiet hours\.$/,
    );
  });
});

test('an order is attributed to a message of an added channel by the channel’s own rule', () => {
  const rules = attributionRules(CATALOGUE);
  const bird = {
    messageId: 'm',
    channel: 'pigeon',
    sentAt: NOON,
    deliveredAt: NOON + MINUTE,
    openedAt: null,
    clickedAt: NOON + 2 * MINUTE,
  };
  expect(attribute({ placedAt: NOON + 2 * HOUR }, [bird], rules)?.how).toBe('delivered');
  expect(attribute({ placedAt: NOON + 4 * HOUR }, [bird], rules)).toBeNull();
  expect(
    attribute({ placedAt: NOON + 4 * HOUR }, [{ ...bird, windows: { pigeon: { delivered: 9 } } }], rules)
      ?.how,
  ).toBe('delivered');
  expect(attribute({ placedAt: NOON + 2 * HOUR }, [bird], attributionRules())).toBeNull();
  const shown = countedTouches({ pigeon: { delivered: 9 } }, CATALOGUE).filter(
    ({ channel }) => channel === pigeonChannel,
  );
  expect(shown.map(({ touch, hours }) => [touch, hours])).toEqual([['delivered', 9]]);
});

describe('a message of an added channel and its provider', () => {
  let database: TestDatabase;
  let store: TestStore;
  beforeAll(async () => {
    database = await createTestDatabase();
    store = await testStore(database.url, {});
  });
  afterAll(async () => {
    await store.close();
    await database.drop();
  });

  const handed: OutgoingMessage[] = [];
  const flown: Delivery<{ readonly loft: string }> = {
    repeat: { means: 'row', harmless: true, sentence: 'A pigeon that is sent twice is the same pigeon.' },
    request(message, { loft }) {
      expect(loft).toBe('north');
      handed.push(message);
      return { via: 'sandbox' };
    },
    outcome: (answer) =>
      answer.kind === 'caught' ? accepted(`ring-${answer.rowId}`) : unknown('No pigeon came back.'),
  };
  const loft = defineConnector({
    id: 'loft',
    title: 'Pigeon loft',
    summary: 'Carries pigeons.',
    icon: 'plug',
    category: 'texts',
    capabilities: ['deliver-pigeon'],
    config: z.object({ loft: z.string() }),
    example: { loft: 'north' },
    builtIn: false,
    rate: () => 1,
    deliver: { pigeon: flown },
  });
  const connection = {
    id: '01999999-0000-7000-8000-000000000001',
    connector: 'loft',
    config: { loft: 'north' },
    secrets: null,
  };
  const find = (id: string) => (id === 'loft' ? loft : undefined);
  const row = { id: 'm1', channel: 'pigeon' } as Parameters<typeof transmit>[1];

  test('go through the connector that delivers the channel, with all that the channel has', async () => {
    const rendered = await renderMessage(
      pigeonChannel,
      wanted({ text: 'Coo', button: 'https://shop.example/sale' }),
    );
    const out = { ...rendered, address: '+15550100', toName: 'Ann', from: null, code: null, notes: [] };
    expect(await transmit(store.context, row, out, connection, NOON, find)).toEqual({
      result: 'accepted',
      providerId: 'ring-m1',
    });
    expect(handed).toMatchObject([
      {
        channel: 'pigeon',
        messageId: 'm1',
        to: '+15550100',
        toName: 'Ann',
        text: 'Coo',
        subject: null,
        html: null,
      },
    ]);
    expect((handed[0]!.parts as { button: string }).button).toMatch(/^https:\/\/shop\.example\/sale\?utm_/);
    expect(handed[0]!.callbackUrl).toMatch(/\/hooks\/loft\//);
  });

  test('do not go through connectors of other channels', async () => {
    const rendered = await renderMessage(pigeonChannel, wanted({ text: 'Coo' }));
    const out = { ...rendered, address: '+15550100', toName: null, from: null, code: null, notes: [] };
    const wrong = transmit(store.context, { ...row, channel: 'telegraph' }, out, connection, NOON, find);
    expect(await wrong.catch((error: unknown) => isMillraceError(error) && error.code)).toMatchObject({
      result: 'retry',
      connectionProblem: true,
    });
  });
});

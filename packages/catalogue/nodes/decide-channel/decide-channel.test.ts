import { DAY } from '@millrace/base';
import { CHANNELS, lowered } from '@millrace/channels';
import { bareEvent, type Facts } from '@millrace/flow';
import { cart, customer, NOW } from '@millrace/flow/testing';
import { describe, expect, test } from 'vitest';
import { arriveAt, checked } from '../testing/scene.ts';
import { decideChannel } from './definition.ts';

const [first, second] = CHANNELS;
const both = { channels: [first!.id, second!.id], exploration: 0 };

const reachable = customer({
  email: 'ann@example.com',
  phone: '+4915112345678',
  browsers: 'Chrome on Android',
  consent: Object.fromEntries(CHANNELS.map(({ consent }) => [consent, 'subscribed'])),
  suppressed: {},
});
const went = (facts: Partial<Facts>, config: object = both, stage: object = {}) => {
  const move = arriveAt(
    decideChannel,
    { ...both, ...config },
    { facts: { customer: reachable, ...facts }, ...stage },
  );
  if (!('go' in move)) throw new Error('a decision always goes on');
  return move;
};
const notes = (move: ReturnType<typeof went>) =>
  Object.fromEntries(move.with!.decision!.options.map(({ id, note }) => [id, note]));

describe('which branch somebody takes', () => {
  test('the first in the order of the step, while nothing is known', () => {
    expect(went({}).go).toBe(first!.id);
    expect(went({}, { channels: [second!.id, first!.id] })).toMatchObject({
      go: second!.id,
      sentence: `Goes on by ${lowered(second!.title)}.`,
      with: {
        variables: { channel: second!.id },
        decision: {
          explanation: [
            `${second!.title}: they answered nothing in the last half year, and it is the first of the step that may be used.`,
          ],
        },
      },
    });
  });

  test('the one that they answered last', () => {
    const clicked = bareEvent({
      id: 'e',
      type: 'message-clicked',
      at: NOW - DAY,
      messageId: 'm',
      properties: { channel: second!.id },
    });
    expect(went({ now: NOW, events: [clicked] }).go).toBe(second!.id);
  });

  test('never one that the guardrails would refuse, with their reason', () => {
    const never = customer({ ...reachable, consent: { [second!.consent]: 'subscribed' } });
    const move = went({ customer: never });
    expect(move.go).toBe(second!.id);
    expect(notes(move)).toEqual({
      [first!.id]: `Not sent: they never agreed to marketing by ${lowered(first!.words.agreed)}.`,
      [second!.id]: null,
    });
    const listed = customer({ ...reachable, suppressed: { [first!.id]: true } });
    expect(notes(went({ customer: listed }))[first!.id]).toBe(
      'Not sent: the address is on the suppression list.',
    );
    const nowhere = customer({ ...reachable, email: null, phone: 'none', browsers: null });
    expect(went({ customer: nowhere })).toMatchObject({
      go: 'none',
      sentence: 'No channel is possible.',
      with: {
        variables: { channel: 'none' },
        decision: { explanation: ['None of the channels may be used for them.'] },
      },
    });
  });

  test('a message that is no marketing needs no consent', () => {
    const never = customer({ ...reachable, consent: {} });
    expect(went({ customer: never }).go).toBe('none');
    expect(went({ customer: never }, { purpose: 'transactional' }).go).toBe(first!.id);
    expect(went({ customer: never }, {}, { purpose: 'transactional' }).go).toBe(first!.id);
    expect(went({ customer: never }, { purpose: 'marketing' }, { purpose: 'transactional' }).go).toBe('none');
  });

  test('the settings of the consent guardrail and the kind of opt-in count', () => {
    const rule = CHANNELS.find(({ consentRules }) => consentRules.confirmedForCarts !== null)!;
    const american = customer({
      ...reachable,
      country: rule.consentRules.confirmedForCarts!.countries[0]!,
      phone: '+14155550101',
      optIn: { [rule.id]: 'single' },
    });
    const entered = (type: string, more: Partial<Facts> = {}) =>
      notes(
        went(
          {
            customer: american,
            cart: cart(),
            enrolment: { id: 'e', key: 'k', enteredAt: NOW, event: bareEvent({ id: 'e', type, at: NOW }) },
            ...more,
          },
          { channels: [rule.id] },
        ),
      )[rule.id];
    expect(entered('cart-abandoned')).toBe(rule.consentRules.confirmedForCarts!.sentence);
    expect(entered('order-placed')).toBeNull();
    expect(
      entered('cart-abandoned', { customer: { ...american, optIn: { [rule.id]: 'double' } } }),
    ).toBeNull();
  });

  test('another is tried by the exploration share, with its probability', () => {
    const move = went({}, { exploration: 0.4 }, { draw: 0.95 });
    expect(move.go).toBe(second!.id);
    expect(move.with!.decision!.options.map(({ probability }) => probability)).toEqual([0.8, 0.2]);
  });

  test('costs are those of the owner, else what providers usually charge', () => {
    const sending = { guardrails: {}, costs: { [second!.id]: 77 }, subscriberWorth: 500 };
    const { inputs } = went({ store: { sending } as Facts['store'] }).with!.decision!;
    expect(inputs).toMatchObject({ costs: { [first!.id]: first!.usualCost, [second!.id]: 77 }, worth: 500 });
  });
});

test('it has a branch for each channel in its order, each once, and one for nobody it can reach', () => {
  expect(decideChannel.ports({ channels: [second!.id, first!.id, second!.id, 'gone', 7] })).toEqual([
    { id: second!.id, label: second!.title },
    { id: first!.id, label: first!.title },
    { id: 'none', label: 'None possible', optional: true },
  ]);
  expect(decideChannel.ports({}).map(({ id }) => id)).toEqual(['none']);
  expect(decideChannel.sentence({})).toBe('Decide on the channel: choose which');
  expect(decideChannel.sentence(both)).toBe(
    `Decide between ${lowered(first!.title)} and ${lowered(second!.title)}`,
  );
});

test('one channel is no choice, and a branch has to send by its own channel', () => {
  expect(checked(decideChannel, { channels: [first!.id] })).toEqual([
    'There is only one channel here, so nothing is chosen. Add another one.',
  ]);
  const node = { id: 'node', kind: 'decide-channel', version: 0, config: both };
  const sends = { id: 's', kind: `send-${first!.id}`, version: 0, config: {} };
  const leading = (port: string) =>
    decideChannel.check!(decideChannel.config.parse(both) as never, node, {
      nodes: [node, sends],
      edges: [{ id: 'e', from: 'node', port, to: 's' }],
    } as never).map(({ sentence }) => sentence);
  expect(leading(first!.id)).toEqual([]);
  expect(leading(second!.id)).toEqual([
    `The branch “${second!.title}” leads to a step that sends ${first!.noun}. Lead it to one that sends ${second!.noun}.`,
  ]);
});

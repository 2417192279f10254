import { z } from 'zod';
import {
  conditionSchema,
  defineNode,
  evaluate,
  eventInSentence,
  eventLabel,
  eventType,
  hears,
  matchSchema,
  type EventFact,
  type Graph,
  type Listen,
  type Scene,
} from '@millrace/flow';
import { durationSchema, durationWords, isZero, milliseconds, spreadOf } from '../duration.ts';
import { eventNameProblems, saidOnce, textIn } from '../reading.ts';

const config = z.strictObject({
  event: z.string().max(80).min(1, 'Choose the event to wait for.').meta({
    title: 'Wait for',
    description: 'Any event of the person, also a custom event.',
    control: 'event',
  }),
  match: matchSchema.default('customer').meta({
    title: 'It has to be about',
    control: 'select',
    description: 'So that an order of another cart, or a click in another message, does not count.',
    labels: {
      customer: 'The same person',
      cart: 'The same cart',
      order: 'The same order',
      message: 'A message of this flow',
      product: 'The same product',
    },
  }),
  message: z
    .string()
    .max(64)
    .optional()
    .meta({
      title: 'Which message',
      description: 'The latest one when left empty.',
      control: 'message-node',
      onlyIf: { match: 'message' },
    }),
  where: conditionSchema.optional().meta({
    title: 'Only if',
    description: 'About the event itself, for example its value.',
    control: 'condition',
  }),
  timeout: durationSchema.default({ amount: 1, unit: 'days' }).meta({
    title: 'At most',
    description: 'After this the person takes the other branch.',
    control: 'duration',
  }),
});
type Config = z.output<typeof config>;

/** Waits until something happens or the time is up. */
export const waitForEvent = defineNode({
  kind: 'wait-for-event',
  title: 'Wait for an event',
  summary: 'Waits until the person does something or the time is up, with a branch for each.',
  family: 'wait',
  icon: 'hourglass',
  sentence: ({ event, timeout }) =>
    textIn(event) === ''
      ? 'Wait for an event: choose which'
      : `Wait until: ${eventInSentence(textIn(event))}, at most ${durationWords(timeout ?? { amount: 1, unit: 'days' })}`,
  config,
  initial: { event: '', timeout: { amount: 1, unit: 'days' } },
  example: { event: 'message-opened', match: 'message', timeout: { amount: 3, unit: 'hours' } },
  versions: {},
  ports: ({ event, timeout }) => [
    { id: 'happened', label: textIn(event) === '' ? 'It happened' : eventLabel(textIn(event)) },
    { id: 'timeout', label: `Not within ${durationWords(timeout ?? { amount: 1, unit: 'days' })}` },
  ],
  // Events since entering: `arrive` reads them for its own message, and `stands` before a held message is
  // sent.
  needs: ({ event }) => (event === '' ? {} : { events: { [event]: 0 } }),
  takesTime: ({ timeout, event }) => textIn(event) !== '' && !isZero(timeout),
  check({ event, match, message, timeout }, _node, graph) {
    const problems = [...eventNameProblems(event, 'event')];
    if (isZero(timeout))
      problems.push({
        severity: 'error' as const,
        code: 'wait-zero',
        sentence: 'This wait takes no time, so nothing could happen in it. Say how long it lasts at most.',
        field: 'timeout',
      });
    const type = eventType(event);
    if (type && match !== 'customer' && !type.matches.includes(match)) {
      problems.push({
        severity: 'error' as const,
        code: 'match-never',
        sentence: `"${type.label}" never says which ${match} it is about, so the wait would always time out.`,
        field: 'match',
      });
    }
    if (match === 'message') problems.push(...messageProblems(message, graph));
    return problems;
  },
  meaning: {
    arrive(scene) {
      const listen = listenOf(scene);
      const earlier =
        scene.visit === 1 && listen.match === 'message'
          ? scene.facts.events.find((event) => hears(listen, event) && passes(scene, event))
          : undefined;
      if (earlier)
        return {
          go: 'happened',
          sentence: `Already happened: ${eventInSentence(earlier.type)}.`,
          data: { eventId: earlier.id },
        };
      const long = milliseconds(scene.config.timeout);
      return {
        waitUntil: scene.facts.now + long + spreadOf(scene, long),
        listens: [listen],
        sentence: waiting(scene.config),
      };
    },
    wake(scene, woken) {
      if (woken.type === 'timer') return { go: 'timeout', sentence: tooLate(scene.config) };
      if (woken.type !== 'event' || !passes(scene, woken.event)) return null;
      return {
        go: 'happened',
        sentence: `${eventLabel(woken.event.type)}.`,
        data: { eventId: woken.event.id },
      };
    },
    stands(scene, { port, since }) {
      if (port !== 'timeout') return null;
      const listen = listenOf(scene);
      const late = scene.facts.events.find(
        (event) => event.at >= since && hears(listen, event) && passes(scene, event),
      );
      return late
        ? `Not sent: the event has happened in the meantime (${eventInSentence(late.type)}).`
        : null;
    },
  },
});

const waiting = saidOnce<Config>(
  ({ event, timeout }) => `Waits until: ${eventInSentence(event)}, at most ${durationWords(timeout)}.`,
);
const tooLate = saidOnce<Config>(({ timeout }) => `Did not happen within ${durationWords(timeout)}.`);

function passes({ config: { where }, facts, cursor }: Scene<Config>, event: EventFact): boolean {
  return where === undefined || evaluate(where, facts, cursor, event);
}

function listenOf({ config: { event, match, message }, facts, cursor }: Scene<Config>): Listen {
  const entry = facts.enrolment.event;
  switch (match) {
    case 'customer':
      return { event, match, id: null };
    case 'cart':
      return { event, match, id: entry?.cartId ?? facts.cart?.id ?? null };
    case 'order':
      return { event, match, id: entry?.orderId ?? facts.order?.id ?? null };
    case 'product':
      return { event, match, id: entry?.productId ?? null };
    case 'message':
      return { event, match, id: message ? (cursor.messages[message] ?? null) : cursor.lastMessage };
  }
}

function messageProblems(message: string | undefined, graph: Graph) {
  const isMessage = (kind: string) => kind.startsWith('send-');
  const sentence =
    message && !graph.nodes.some((node) => node.id === message && isMessage(node.kind))
      ? 'The message of this wait is no longer in the flow. Choose another one.'
      : graph.nodes.some((node) => isMessage(node.kind))
        ? null
        : 'This wait is about a message, but the flow sends none.';
  return sentence === null
    ? []
    : [{ severity: 'error' as const, code: 'message-missing', sentence, field: 'message' }];
}

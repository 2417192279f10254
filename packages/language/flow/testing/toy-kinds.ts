import { z } from 'zod';
import { conditionSchema } from '../condition.ts';
import { evaluate } from '../evaluate.ts';
import { exitRuleSchema, matchSchema, reentrySchema } from '../graph.ts';
import { defineNode, type Kinds } from '../kind.ts';

/** Minimal kinds for tests of the language. The catalogue tests its own kinds. */
const trigger = defineNode({
  kind: 'trigger',
  title: 'Trigger',
  summary: 'Lets people in.',
  family: 'trigger',
  icon: 'bolt',
  config: z.strictObject({
    event: z.string().min(1, 'Choose an event.').meta({ title: 'Event' }),
    filter: conditionSchema.optional(),
    key: z.enum(['customer', 'cart', 'order', 'product']).default('cart'),
    reentry: reentrySchema.default({ rule: 'always' }),
    exits: z.array(exitRuleSchema).default([{ event: 'order-placed', match: 'cart' }]),
  }),
  initial: { event: '' },
  example: { event: 'cart-abandoned' },
  versions: {},
  ports: () => [{ id: 'next', label: 'Next' }],
  sentence: ({ event }) => `When ${String(event || '…')}`,
  trigger: ({ event, filter, reentry, exits, key }) => ({
    event,
    filter: filter ?? null,
    reentry,
    exits,
    key,
  }),
  meaning: { arrive: () => ({ go: 'next' }) },
});

const wait = defineNode({
  kind: 'wait',
  title: 'Wait',
  summary: 'Lets time pass.',
  family: 'wait',
  icon: 'clock',
  config: z.strictObject({ minutes: z.number().min(0).meta({ title: 'Minutes' }) }),
  initial: { minutes: 60 },
  example: { minutes: 60 },
  versions: {},
  ports: () => [{ id: 'next', label: 'Next' }],
  sentence: ({ minutes }) => `Wait ${String(minutes)} minutes`,
  takesTime: ({ minutes }) => Number(minutes) > 0,
  meaning: {
    arrive: ({ facts, config: { minutes } }) => ({
      waitUntil: facts.now + minutes * 60_000,
      memory: { since: facts.now },
      sentence: `Waits ${minutes} minutes.`,
    }),
    wake: (_scene, woken) => (woken.type === 'timer' ? { go: 'next' } : null),
  },
});

const listen = defineNode({
  kind: 'listen',
  title: 'Listen',
  summary: 'Waits for an event.',
  family: 'wait',
  icon: 'hourglass',
  config: z.strictObject({
    event: z.string(),
    match: matchSchema.default('customer'),
    minutes: z.number().default(60),
  }),
  initial: { event: 'product-viewed' },
  example: { event: 'product-viewed' },
  versions: {},
  ports: () => [
    { id: 'heard', label: 'Heard' },
    { id: 'timeout', label: 'Not heard' },
  ],
  sentence: ({ event }) => `Wait for ${String(event)}`,
  takesTime: () => true,
  meaning: {
    arrive: ({ facts, cursor, config: { event, match, minutes } }) => ({
      waitUntil: facts.now + minutes * 60_000,
      sentence: 'Listens.',
      listens: [
        {
          event,
          match,
          id:
            match === 'message'
              ? cursor.lastMessage
              : match === 'cart'
                ? (facts.enrolment.event?.cartId ?? null)
                : null,
        },
      ],
    }),
    wake: (_scene, woken) =>
      woken.type === 'timer' ? { go: 'timeout' } : woken.type === 'event' ? { go: 'heard' } : null,
    stands: ({ facts, cursor, config }, { port, since }) =>
      port === 'timeout' &&
      facts.events.some(
        ({ type, at, messageId }) => type === config.event && at >= since && messageId === cursor.lastMessage,
      )
        ? 'Not sent: it was heard.'
        : null,
  },
});

const when = defineNode({
  kind: 'when',
  title: 'When',
  summary: 'Two branches.',
  family: 'path',
  icon: 'branch',
  config: z.strictObject({ when: conditionSchema }),
  initial: {},
  example: { when: { fact: 'customer.ordersCount', operator: 'at-least', value: 1 } },
  versions: {},
  ports: () => [
    { id: 'yes', label: 'Yes' },
    { id: 'no', label: 'No' },
  ],
  sentence: () => 'When',
  meaning: {
    arrive: ({ config, facts, cursor }) => ({ go: evaluate(config.when, facts, cursor) ? 'yes' : 'no' }),
    stands: ({ config, facts, cursor, node }, { port }) =>
      (evaluate(config.when, facts, cursor) ? 'yes' : 'no') === port
        ? null
        : `Not sent: ${node} would lead elsewhere.`,
  },
});

const send = defineNode({
  kind: 'send',
  title: 'Send',
  summary: 'Sends a message.',
  family: 'message',
  icon: 'envelope',
  config: z.strictObject({
    text: z.string().min(1).meta({ title: 'Text' }),
    uses: z.array(z.string()).default([]),
  }),
  initial: { text: '' },
  example: { text: 'Hello' },
  versions: {},
  ports: () => [
    { id: 'next', label: 'Next', optional: true },
    { id: 'not-sent', label: 'Not sent', optional: true },
  ],
  sentence: ({ text }) => `Send “${String(text ?? '')}”`,
  uses: ({ uses }) => uses,
  meaning: {
    arrive: ({ config }) => ({
      message: { channel: 'email', purpose: 'flow' },
      sentence: `Will get “${config.text}”.`,
    }),
    wake: (_scene, woken) =>
      woken.type === 'settled' ? { go: woken.outcome === 'refused' ? 'not-sent' : 'next' } : null,
  },
});

const decide = defineNode({
  kind: 'decide',
  title: 'Decide',
  summary: 'Sets a variable.',
  family: 'decision',
  icon: 'spark',
  config: z.strictObject({ value: z.string().default('deep') }),
  initial: {},
  example: { value: 'deep' },
  versions: {},
  ports: () => [{ id: 'next', label: 'Next' }],
  sentence: () => 'Decide',
  sets: { depth: 'depth of the offer' },
  needs: () => ({ models: ['depth'] }),
  meaning: {
    arrive: (scene) => ({
      go: 'next',
      with: {
        variables: { depth: scene.config.value, drawn: scene.draw('depth') },
        decision: {
          model: 'depth',
          by: 'rule',
          inputs: {},
          options: [{ id: scene.config.value, probability: 1, score: null, note: null }],
          chosen: scene.config.value,
          score: null,
          explanation: ['Because.'],
        },
        code: {
          code: `CODE-${scene.visit}`,
          terms: { kind: 'percentage', value: 10, expiresAt: scene.facts.now + 1, minimum: null },
        },
      },
    }),
  },
});

const end = defineNode({
  kind: 'end',
  title: 'End',
  summary: 'Ends.',
  family: 'end',
  icon: 'flag',
  config: z.strictObject({}),
  initial: {},
  example: {},
  versions: {},
  ports: () => [],
  sentence: () => 'End',
  meaning: { arrive: () => ({ end: 'completed', sentence: 'Came to the end.' }) },
});

/** Makes one or two calls, one after the other, and keeps the result. */
const ask = defineNode({
  kind: 'ask',
  title: 'Ask',
  summary: 'Has something done.',
  family: 'action',
  icon: 'tool',
  config: z.strictObject({ twice: z.boolean().default(false) }),
  initial: {},
  example: {},
  versions: {},
  ports: () => [
    { id: 'next', label: 'Next', optional: true },
    { id: 'not-done', label: 'Not done', optional: true },
  ],
  sentence: () => 'Ask',
  setsBy: () => ({ found: { label: 'found', type: 'text' } }),
  meaning: {
    arrive: () => ({
      call: { capability: 'toy', input: { what: 1 }, assumed: 'assumed', memory: 'kept' },
      sentence: 'Will be done.',
    }),
    wake({ config: { twice }, cursor }, woken) {
      if (woken.type !== 'answer') return null;
      if (woken.outcome !== 'done' && woken.outcome !== 'silent') return { go: 'not-done' };
      if (twice && woken.part === '')
        return {
          call: { capability: 'toy', part: 'second', input: { what: 2 }, assumed: null },
          sentence: 'And again.',
        };
      return { go: 'next', with: { variables: { found: woken.result, memory: cursor.memory } } };
    },
  },
});

/** A kind with two migrations: `minutes` was called `for`, and then `length`. */
const nap = defineNode({
  kind: 'nap',
  title: 'Nap',
  summary: 'Waits, in its third version.',
  family: 'wait',
  icon: 'clock',
  config: z.strictObject({ minutes: z.number().min(1), note: z.string().default('none') }),
  initial: { minutes: 5 },
  example: { minutes: 5 },
  versions: { RenameFor: 1, RenameLength: 2 },
  migrate: {
    RenameFor: ({ for: length, ...rest }) => ({ ...rest, length }),
    RenameLength: ({ length, ...rest }) => ({ ...rest, minutes: length }),
  },
  ports: () => [{ id: 'next', label: 'Next' }],
  sentence: ({ minutes }) => `Nap ${String(minutes)}`,
  takesTime: () => true,
  meaning: {
    arrive: ({ facts, config }) => ({ waitUntil: facts.now + config.minutes * 60_000, sentence: 'Naps.' }),
    wake: () => ({ go: 'next' }),
  },
});

export const toyKinds: Kinds = { trigger, wait, listen, when, send, decide, end, ask, nap };

import { z } from 'zod';
import { MINUTE, type Instant, type Json } from '@millrace/base';
import { dayAndTime } from '@millrace/base/words';
import { defineNode, factField, MOVED_BY_ORDERS, type Listen, type Move, type Scene } from '@millrace/flow';
import { durationSchema, durationWords, isZero } from '../duration.ts';
import { isTime, timeSchema } from '../entry-rules.ts';
import { fieldProblem, textIn, zoneOf } from '../reading.ts';
import { dueAt, MOST_DAYS } from './due.ts';

const config = z.strictObject({
  fact: z.string().min(1, 'Choose a date.').max(160).meta({
    title: 'Date',
    description: 'A date of the person, of the order, of the event, or in a property such as 2026-04-03.',
    control: 'date-fact',
  }),
  yearly: z.boolean().default(false).meta({
    title: 'Every year',
    description: 'Waits for the next anniversary. In years without 29 February, the 28th counts.',
    control: 'switch',
  }),
  when: z
    .enum(['before', 'on', 'after'])
    .default('on')
    .meta({
      title: 'Until',
      control: 'select',
      labels: { before: 'Some time before it', on: 'The date itself', after: 'Some time after it' },
    }),
  offset: durationSchema.default({ amount: 1, unit: 'days' }).meta({
    title: 'How long before or after',
    description: "Days are days of the person's calendar; hours and minutes are exact.",
    control: 'duration',
    onlyIf: { when: ['before', 'after'] },
  }),
  at: z
    .union([z.literal(''), timeSchema])
    .default('')
    .meta({
      title: 'At',
      description: "Time of day in the person's own time zone. Leave empty for the time of the date itself.",
      control: 'time',
    }),
});
type Config = z.output<typeof config>;

/** People who go on at the same minute are spread over this many milliseconds. */
const SPREAD = 5 * MINUTE;

/** Waits until a date of the person, the order or the event. */
export const waitUntilDate = defineNode({
  kind: 'wait-until-date',
  title: 'Wait until a date',
  summary: 'Waits until a date of the person, the order or the event, or some time before or after it.',
  family: 'wait',
  icon: 'calendar',
  sentence({ fact, yearly, when, offset, at }) {
    const path = textIn(fact);
    if (path === '') return 'Wait until a date: choose which';
    const lead = when === 'before' || when === 'after' ? `${durationWords(offset)} ${when} ` : '';
    return `Wait until ${lead}${dateWords(path)}${yearly === true ? ', every year' : ''}${isTime(at) ? ` at ${at}` : ''}`;
  },
  config,
  initial: { fact: '' },
  example: {
    fact: 'customer.properties.membership-ends',
    when: 'before',
    offset: { amount: 7, unit: 'days' },
    at: '09:00',
  },
  versions: {},
  ports: () => [
    { id: 'next', label: 'Next' },
    { id: 'past', label: 'Already past' },
    { id: 'none', label: 'No date' },
  ],
  check({ fact, when, offset }) {
    const type = factField(fact)?.type;
    const isLong = offset.unit === 'days' && offset.amount > MOST_DAYS;
    return [
      ...(type === 'instant' || type === 'any'
        ? []
        : [fieldProblem('fact', `“${fact}” is not a date. Choose a date.`)]),
      ...(when !== 'on' && isZero(offset)
        ? [fieldProblem('offset', 'Say how long before or after the date.')]
        : []),
      ...(when !== 'on' && isLong ? [fieldProblem('offset', 'At most ten years before or after.')] : []),
    ];
  },
  meaning: {
    arrive(scene) {
      const since = scene.facts.now;
      const due = dueOf(scene, since);
      if (due === null) return { go: 'none', sentence: `No date: ${dateWords(scene.config.fact)}.` };
      if (due <= scene.facts.now)
        return { go: 'past', sentence: `Already past: ${inTheirZone(scene, due)}.` };
      return waiting(scene, due, since, 'Waits until');
    },
    wake(scene, woken) {
      if (woken.type !== 'timer' && woken.type !== 'event') return null;
      const { since, due: before } = memoryOf(scene);
      const due = dueOf(scene, since);
      if (due === null)
        return { go: 'none', sentence: `There is no date any more: ${dateWords(scene.config.fact)}.` };
      // Nothing that the wait depends on has changed.
      if (woken.type === 'event' && due === before) return null;
      if (due > scene.facts.now)
        return waiting(scene, due, since, due === before ? 'Waits until' : 'The date was moved: waits until');
      return { go: 'next' };
    },
  },
});

function waiting(scene: Scene<Config>, due: Instant, since: Instant, lead: string): Move {
  const spread = Math.floor(scene.draw('spread') * SPREAD);
  return {
    waitUntil: due + spread,
    listens: listensFor(scene.config.fact),
    memory: { since, due },
    sentence: `${lead} ${inTheirZone(scene, due)}.`,
  };
}

/** Events after which a date of the person may be another one. */
function listensFor(fact: string): readonly Listen[] {
  const heard = fact.startsWith('customer.properties.')
    ? ['customer-updated']
    : MOVED_BY_ORDERS.has(fact)
      ? ['order-placed']
      : [];
  return heard.map((event) => ({ event, match: 'customer', id: null }));
}

const dueOf = (scene: Scene<Config>, since: Instant): Instant | null =>
  dueAt(scene.config, scene.facts, scene.cursor.variables, since);

/** What the wait remembers; both fall back on now if it was made otherwise. */
function memoryOf({ cursor, facts }: Scene<Config>): { readonly since: Instant; readonly due: Instant } {
  const { since, due } = (cursor.memory ?? {}) as Record<string, Json>;
  const numberOr = (value: Json | undefined) => (typeof value === 'number' ? value : facts.now);
  return { since: numberOr(since), due: numberOr(due) };
}

function dateWords(path: string): string {
  const name = /^(?:customer|event)\.properties\.(.+)$/.exec(path)?.[1];
  return name === undefined ? (factField(path)?.label ?? `“${path}”`) : `“${name}”`;
}

const inTheirZone = ({ facts }: Scene<Config>, at: Instant): string =>
  `${dayAndTime(at, zoneOf(facts))} in their own time zone`;

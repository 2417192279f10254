import { modelsFor, VISIT_DAYS, VISIT_EVENTS } from '@millrace/decisions';
import { bestHourModel, chooseHour, DEFAULT_EXPLORATION } from '@millrace/decisions/best-hour';
import { defineNode, type Move, type Scene } from '@millrace/flow';
import { z } from 'zod';
import { durationSchema, isZero, milliseconds } from '../duration.ts';
import { fieldProblem } from '../reading.ts';

const HOURS = Object.fromEntries(
  Array.from({ length: 24 }, (_, hour) => [String(hour), `${String(hour).padStart(2, '0')}:00`]),
);
const hourField = (fallback: string, title: string, description?: string) =>
  z
    .enum(Object.keys(HOURS) as [string, ...string[]])
    .default(fallback)
    .meta({
      title,
      control: 'select',
      labels: HOURS,
      ...(description === undefined ? {} : { description }),
    });

const config = z.strictObject({
  from: hourField('8', 'Not before', 'In the person’s own time zone.'),
  to: hourField('20', 'Begins at the latest at'),
  otherwise: hourField(
    '10',
    'If too little is known',
    'Of people who were there on fewer than three days of the last half year, while nothing is learned yet.',
  ),
  within: durationSchema.default({ amount: 24, unit: 'hours' }).meta({
    title: 'Wait at most',
    description: 'Only hours that begin within this time count. If none does, the person goes on at once.',
    control: 'duration',
  }),
  exploration: z.number().min(0).max(0.5).default(DEFAULT_EXPLORATION).meta({
    title: 'Exploration share',
    description: 'How often another hour is tried, so that it can be learned what it brings.',
    control: 'percent',
  }),
});
type Config = z.output<typeof config>;

/** Waits until the hour at which the person usually has time for the store: by the model, until then by its rule. */
export const waitBestHour = defineNode({
  kind: 'wait-best-hour',
  title: 'Wait until their best hour',
  summary: 'Waits until the hour of the day at which this person usually shops, clicks or looks around.',
  family: 'wait',
  icon: 'clock',
  person: true,
  sentence: ({ from, to }) =>
    `Wait until their best hour, ${HOURS[String(from)] ?? '08:00'} to ${HOURS[String(to)] ?? '20:00'}`,
  config,
  initial: {},
  example: {
    from: '9',
    to: '19',
    otherwise: '11',
    within: { amount: 18, unit: 'hours' },
    exploration: 0.2,
  },
  versions: { learned: 1 },
  // Flows from before go on as they did: nobody in them is sent at another hour to learn.
  migrate: { learned: (stored) => ({ exploration: 0, ...stored }) },
  ports: () => [{ id: 'next', label: 'Next' }],
  sets: bestHourModel.facts,
  needs: () => ({
    events: Object.fromEntries(VISIT_EVENTS.map((type) => [type, VISIT_DAYS])),
    models: modelsFor(bestHourModel),
    quiet: true,
  }),
  check: ({ from, to, otherwise, within }) => [
    ...(Number(from) > Number(to) ? [fieldProblem('to', 'The latest hour is before the earliest.')] : []),
    ...(Number(otherwise) < Number(from) || Number(otherwise) > Number(to)
      ? [fieldProblem('otherwise', 'This hour is outside of the hours above.')]
      : []),
    ...(isZero(within) ? [fieldProblem('within', 'This wait takes no time. Say how long it may last.')] : []),
  ],
  meaning: {
    arrive: waiting,
    wake: (_scene, woken) => (woken.type === 'timer' ? { go: 'next' } : null),
  },
});

function waiting(scene: Scene<Config>): Move {
  const { config: chosen, facts, visit } = scene;
  const channel = scene.cursor.variables['channel'];
  const { hour, at, latest, why, record } = chooseHour(
    facts,
    {
      from: Number(chosen.from),
      to: Number(chosen.to),
      otherwise: Number(chosen.otherwise),
      within: milliseconds(chosen.within),
      exploration: chosen.exploration,
      channel: typeof channel === 'string' ? channel : undefined,
    },
    scene.draw('hour'),
    // On the first visit the hour may be now. In a loop it is the next, so that the loop takes time.
    visit === 1,
  );
  const given = { variables: { bestHour: hour }, decision: record };
  if (latest === facts.now) return { go: 'next', sentence: `${why}. Goes on at once.`, with: given };
  if (at === facts.now) return { go: 'next', sentence: `${why}. That is now.`, with: given };
  return {
    waitUntil: at + Math.floor(scene.draw('spread') * (latest - at)),
    sentence: `${why}. Waits until then.`,
    with: given,
  };
}

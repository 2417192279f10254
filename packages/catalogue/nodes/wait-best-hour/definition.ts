import { localParts, MINUTE, nextLocalTime } from '@millrace/base';
import { plural } from '@millrace/base/words';
import { defineNode, type Move, type Scene } from '@millrace/flow';
import { z } from 'zod';
import { fieldProblem, zoneOf } from '../reading.ts';
import { bestHour, DAYS_BACK, SIGNS } from './best-hour.ts';

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
    'Of people who were there on fewer than three days of the last half year.',
  ),
});
type Config = z.output<typeof config>;

/** People of the same hour go on within this many milliseconds of its beginning. */
const SPREAD = 20 * MINUTE;

/** Waits until the hour at which the person usually has time for the store. */
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
  example: { from: '9', to: '19', otherwise: '11' },
  versions: {},
  ports: () => [{ id: 'next', label: 'Next' }],
  sets: { bestHour: { label: 'their best hour', type: 'number' } },
  needs: () => ({ events: Object.fromEntries(Object.keys(SIGNS).map((type) => [type, DAYS_BACK])) }),
  check: ({ from, to, otherwise }) => [
    ...(Number(from) > Number(to) ? [fieldProblem('to', 'The latest hour is before the earliest.')] : []),
    ...(Number(otherwise) < Number(from) || Number(otherwise) > Number(to)
      ? [fieldProblem('otherwise', 'This hour is outside of the hours above.')]
      : []),
  ],
  meaning: {
    arrive: waiting,
    wake: (_scene, woken) => (woken.type === 'timer' ? { go: 'next' } : null),
  },
});

function waiting(scene: Scene<Config>): Move {
  const { config: chosen, facts } = scene;
  const zone = zoneOf(facts);
  const found = bestHour(facts.events, facts.now, zone, {
    from: Number(chosen.from),
    to: Number(chosen.to),
  });
  const hour = found?.hour ?? Number(chosen.otherwise);
  const named = HOURS[String(hour)] ?? '';
  const why = found
    ? `Their best hour is ${named}, by ${plural(found.days, 'day')} of the last half year`
    : `Too little is known about their hours, so it is ${named}`;
  const variables = { bestHour: hour };
  // On the first visit the hour may be now. In a loop it is the next, so that the loop always takes time.
  if (scene.visit === 1 && localParts(facts.now, zone).hour === hour)
    return { go: 'next', sentence: `${why}: that is now.`, with: { variables } };
  return {
    waitUntil:
      nextLocalTime(facts.now + 1, zone, { hour, minute: 0 }) + Math.floor(scene.draw('spread') * SPREAD),
    sentence: `${why}. Waits until then.`,
    with: { variables },
  };
}

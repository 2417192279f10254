import { z } from 'zod';
import { localParts, MINUTE, nextLocalTime, type Instant } from '@millrace/base';
import { defineNode, type Scene } from '@millrace/flow';
import { durationSchema, durationWords, isZero, milliseconds, spreadOf } from '../duration.ts';
import { saidOnce, textIn, zoneOf } from '../reading.ts';

const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

const config = z.strictObject({
  duration: durationSchema.default({ amount: 0, unit: 'hours' }).meta({
    title: 'Wait for',
    description: 'Counted from the moment the person comes here. A day is 24 hours.',
    control: 'duration',
  }),
  at: z
    .union([z.literal(''), z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'A time of day looks like 09:00.')])
    .optional()
    .meta({
      title: 'Then until',
      description: "Time of day in the person's own time zone. Leave empty to go on at once.",
      control: 'time',
    }),
  weekdays: z.array(z.int().min(1).max(7)).max(7).default([]).meta({
    title: 'Only on',
    description: 'Days on which people go on. With none chosen, every day.',
    control: 'weekdays',
  }),
  spreadMinutes: z
    .number()
    .min(0)
    .max(24 * 60)
    .default(5)
    .meta({
      title: 'Spread over',
      description:
        'People who would go on in the same minute are spread over this many minutes, or over a twentieth of a short wait.',
      control: 'number',
      unit: 'minutes',
    }),
});
type Config = z.output<typeof config>;

/** Lets time pass. */
export const wait = defineNode({
  kind: 'wait',
  title: 'Wait',
  summary:
    'Lets time pass: a while, until a time of day, or until certain weekdays in the person’s own zone.',
  family: 'wait',
  icon: 'clock',
  sentence({ duration, at, weekdays }) {
    const parts = [
      isZero(duration) ? '' : `for ${durationWords(duration)}`,
      textIn(at) === '' ? '' : `${isZero(duration) ? '' : 'then '}until ${textIn(at)}`,
      daysWords(weekdays),
    ];
    const words = parts.filter((part) => part !== '').join(', ');
    return words === '' ? 'Wait: say how long' : `Wait ${words}`;
  },
  config,
  initial: { duration: { amount: 1, unit: 'hours' } },
  example: { duration: { amount: 20, unit: 'hours' }, at: '10:00', weekdays: [1, 2, 3, 4, 5] },
  versions: {},
  ports: () => [{ id: 'next', label: 'Next' }],
  takesTime: ({ duration, at }) => !isZero(duration) || textIn(at) !== '',
  check({ duration, at, weekdays }) {
    if (!isZero(duration) || textIn(at) !== '') return [];
    if (weekdays.length > 0) return [];
    return [
      {
        severity: 'error',
        code: 'wait-zero',
        sentence: 'This wait takes no time. Say how long it lasts, or until when.',
        field: 'duration',
      },
    ];
  },
  meaning: {
    arrive: (scene) => ({
      waitUntil: dueAt(scene),
      sentence: waiting(scene.config),
    }),
    wake: (_scene, woken) => (woken.type === 'timer' ? { go: 'next' } : null),
  },
});

const waiting = saidOnce<Config>(({ at, duration }) =>
  at ? `Waits until ${at} in their own time zone.` : `Waits ${durationWords(duration)}.`,
);

function dueAt(scene: Scene<Config>): Instant {
  const {
    config: { duration, at, weekdays, spreadMinutes },
    facts,
    visit,
  } = scene;
  const long = milliseconds(duration);
  const due = facts.now + long + (at ? 0 : spreadOf(scene, long, spreadMinutes * MINUTE));
  const zone = zoneOf(facts);
  if (at) {
    const [hour = 0, minute = 0] = at.split(':').map(Number);
    // A person who comes again in a loop at that minute waits until the next day, so that the loop always
    // takes time.
    const next = nextLocalTime(visit > 1 ? due + 1 : due, zone, { hour, minute, weekdays });
    return next + Math.floor(scene.draw('spread') * spreadMinutes * MINUTE);
  }
  if (weekdays.length === 0) return due;
  const { hour, minute, weekday } = localParts(due, zone);
  return weekdays.includes(weekday) ? due : nextLocalTime(due, zone, { hour, minute, weekdays });
}

function daysWords(weekdays: unknown): string {
  if (!Array.isArray(weekdays) || weekdays.length === 0 || weekdays.length === 7) return '';
  const sorted = weekdays
    .filter((day): day is number => typeof day === 'number')
    .toSorted((left, right) => left - right);
  const first = sorted[0] ?? 0,
    last = sorted.at(-1) ?? 0;
  if (sorted.length > 2 && last - first === sorted.length - 1)
    return `${DAYS[first - 1] ?? '…'} to ${DAYS[last - 1] ?? '…'}`;
  return `on ${sorted.map((day) => DAYS[day - 1] ?? '…').join(', ')}`;
}

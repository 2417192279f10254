import { z } from 'zod';
import { draw, MINUTE } from '@millrace/base';
import { channelIds } from '@millrace/channels';
import { isAllowed, minutesOfDay, nextAllowed, type QuietTime } from '@millrace/flow/quiet-time';
import { defineCheck, hold, PASS } from '../check.ts';
import { daysInWords, timeWords, zoneWords } from '../words.ts';

const time = (title: string, fallback: string) =>
  z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'A time is written like 21:00.')
    .default(fallback)
    .meta({ title, control: 'time' });
const weekdays = z
  .array(z.int().min(1).max(7))
  .min(1, 'Choose at least one day.')
  .max(7)
  .meta({ title: 'Days', control: 'weekdays' });
const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];

/** Settings that differ for one channel. */
const channelSchema = z.strictObject({
  from: time('Quiet from', '21:00').optional(),
  until: time('Quiet until', '09:00').optional(),
  weekdays: weekdays.optional(),
});

const settingsSchema = z.strictObject({
  on: z.boolean().default(true).meta({ title: 'In force', control: 'switch' }),
  from: time('Quiet from', '21:00'),
  until: time('Quiet until', '09:00'),
  weekdays: weekdays
    .default(EVERY_DAY)
    .meta({ title: 'Days on which marketing may be sent', control: 'weekdays' }),
  channels: z
    .record(z.string().max(40), channelSchema)
    .default({})
    .meta({ title: 'Different for a channel', control: 'by-channel' }),
  spreadMinutes: z.int().min(0).max(240).default(20).meta({
    title: 'Spread the morning over',
    description: 'Held messages are sent one after the other, not all in the same minute.',
    control: 'number',
    unit: 'minutes',
  }),
});

export const quietHoursCheck = defineCheck({
  id: 'quiet-hours',
  title: 'Quiet hours',
  summary: "No marketing at night in the customer's own time zone. Messages wait until morning.",
  icon: 'moon',
  settings: settingsSchema,
  example: {
    from: '21:00',
    until: '09:00',
    weekdays: EVERY_DAY,
    channels: { [channelIds()[0]]: { from: '20:00', until: '10:00', weekdays: [1, 2, 3, 4, 5] } },
    spreadMinutes: 20,
  },
  endsEarly: 'zone-changed',
  reasons: { 'quiet-hours': 'Quiet hours' },
  inWords({ from, until, weekdays: days, channels }) {
    const on = days.length === 7 ? 'every day' : `sending on ${daysInWords(days)}`;
    return `Quiet from ${from} until ${until}, ${on}${Object.keys(channels).length > 0 ? '; different for some channels' : ''}.`;
  },
  quietTime: (settings, channel) =>
    settings.on &&
    (channel === undefined || channel.quietHours || settings.channels[channel.id] !== undefined)
      ? quietTimeOf(settings, channel?.id)
      : null,
  check({ now, message, customer, channel }, settings) {
    if (!settings.on || message.purpose === 'transactional') return PASS;
    if (!channel.quietHours && settings.channels[channel.id] === undefined) return PASS;
    const quiet = quietTimeOf(settings, message.channel);
    const until = nextAllowed(now, customer.zone, quiet);
    if (until <= now) return PASS;
    const spread = until + Math.floor(draw('quiet-hours', customer.id) * settings.spreadMinutes * MINUTE);
    const lookAgainAt = isAllowed(spread, customer.zone, quiet) ? spread : until;
    const sentence = `Held until ${timeWords(until, now, customer.zone)} in their time zone (${zoneWords(customer.zone)}): quiet hours.`;
    return hold(until, 'quiet-hours', sentence, lookAgainAt);
  },
});

/** The quiet time of a channel; that of channels without their own when left out. */
export function quietTimeOf(settings: z.output<typeof settingsSchema>, channel?: string): QuietTime {
  const own = channel === undefined ? undefined : settings.channels[channel];
  return {
    from: minutesOfDay(own?.from ?? settings.from),
    until: minutesOfDay(own?.until ?? settings.until),
    weekdays: own?.weekdays ?? settings.weekdays,
  };
}

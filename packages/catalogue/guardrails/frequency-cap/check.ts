import { z } from 'zod';
import { HOUR, type Instant } from '@millrace/base';
import type { RecentMessage } from '../send-facts.ts';
import { defineCheck, hold, PASS, skip } from '../check.ts';
import { channelWords, counted, spanWords, timeWords, zoneWords } from '../words.ts';

export const frequencyCapCheck = defineCheck({
  id: 'frequency-cap',
  title: 'Frequency cap',
  summary: 'Limits the marketing messages a customer gets in a rolling time window, over all flows together.',
  icon: 'timer',
  settings: z.strictObject({
    on: z.boolean().default(true).meta({ title: 'In force', control: 'switch' }),
    windowHours: z.number().min(1).max(168).default(24).meta({
      title: 'Time window',
      description: 'Counted back from the moment of sending, at most 7 days.',
      control: 'number',
      unit: 'hours',
    }),
    perChannel: z
      .int()
      .min(1)
      .max(50)
      .default(1)
      .meta({ title: 'On one channel', control: 'number', unit: 'messages' }),
    total: z
      .int()
      .min(1)
      .max(50)
      .default(1)
      .meta({ title: 'On all channels together', control: 'number', unit: 'messages' }),
    beyond: z
      .enum(['hold', 'skip'])
      .default('hold')
      .meta({
        title: 'Messages over the cap',
        control: 'choice',
        labels: { hold: 'Wait until there is room again', skip: 'Are not sent' },
      }),
  }),
  example: { on: true, windowHours: 24, perChannel: 1, total: 1, beyond: 'hold' },
  endsEarly: 'room-made',
  reasons: { 'frequency-cap': 'Frequency cap' },
  inWords({ windowHours, perChannel, total, beyond }) {
    const stretch = counted(windowHours, 'hour');
    const limit =
      perChannel < total
        ? `${times(total)} in ${stretch}, ${times(perChannel)} on one channel`
        : `${times(total)} in ${stretch}, on all channels together`;
    return `At most ${limit}. Messages over the cap ${beyond === 'skip' ? 'are not sent' : 'wait'}.`;
  },
  check({ now, message, recent, customer }, settings) {
    if (!settings.on || message.purpose === 'transactional') return PASS;
    const window = settings.windowHours * HOUR;
    const touches = recent
      .filter((earlier) => earlier.purpose === 'marketing' && earlier.at > now - window)
      .toSorted((left, right) => left.at - right.at);
    const onChannel = touches.filter((earlier) => earlier.channel === message.channel);
    const until = Math.max(
      roomAt(onChannel, settings.perChannel, window, now),
      roomAt(touches, settings.total, window, now),
    );
    const latest = touches.at(-1);
    if (until <= now || latest === undefined) return PASS;
    const why = `they had ${channelWords(latest.channel)} from “${latest.flowName}” ${spanWords(now - latest.at)} ago`;
    if (settings.beyond === 'skip') return skip('frequency-cap', `Not sent: ${why}.`);
    return hold(
      until,
      'frequency-cap',
      `Held until ${timeWords(until, now, customer.zone)} in their time zone (${zoneWords(customer.zone)}): ${why}.`,
    );
  },
});

const times = (count: number) => (count === 1 ? 'one message' : counted(count, 'message'));

/**
 * The instant from which fewer than `limit` of the touches (oldest first) are in the window. A touch exactly
 * a window ago no longer counts.
 */
function roomAt(touches: readonly RecentMessage[], limit: number, window: number, now: Instant): Instant {
  const leaving = touches[touches.length - limit];
  return leaving === undefined ? now : leaving.at + window;
}

import { z } from 'zod';
import { MINUTE } from '@millrace/base';
import { defineCheck, hold, PASS, refuse } from '../check.ts';

/** Lifting the stop checks held messages at once; this interval is only a fallback. */
const LOOK_AGAIN = 15 * MINUTE;

export const killSwitchCheck = defineCheck({
  id: 'kill-switch',
  title: 'Emergency stop',
  summary: 'Stops every message at once: all of them, one flow or one channel.',
  icon: 'stop',
  settings: z.strictObject({
    meanwhile: z
      .enum(['hold', 'refuse'])
      .default('hold')
      .meta({
        title: 'While stopped',
        description: 'What happens to messages that come due.',
        control: 'choice',
        labels: { hold: 'Keep messages until sending is allowed again', refuse: 'Drop messages and say so' },
      }),
  }),
  example: { meanwhile: 'hold' },
  endsEarly: 'stop-lifted',
  reasons: { 'kill-switch': 'Emergency stop' },
  inWords: ({ meanwhile }) =>
    meanwhile === 'hold'
      ? 'Messages that come due while it is on are kept until you allow sending again.'
      : 'Messages that come due while it is on are dropped, and say so.',
  check({ now, message, killSwitch }, settings) {
    const what = killSwitch.all
      ? 'all sending is'
      : killSwitch.channels.includes(message.channel)
        ? 'sending on this channel is'
        : killSwitch.flows.includes(message.flowId)
          ? `sending from “${message.flowName}” is`
          : null;
    if (what === null) return PASS;
    if (settings.meanwhile === 'refuse')
      return refuse('kill-switch', `Not sent: ${what} stopped by the emergency stop.`);
    return hold(now + LOOK_AGAIN, 'kill-switch', `Held while ${what} stopped by the emergency stop.`);
  },
});

import { z } from 'zod';
import { MINUTE } from '@millrace/base';
import { defineCheck, hold, PASS, refuse } from '../check.ts';

/** Resuming a flow checks its held messages at once; this interval is only a fallback. */
const LOOK_AGAIN = 15 * MINUTE;

export const flowStateCheck = defineCheck({
  id: 'flow-state',
  title: 'Paused and stopped flows',
  summary: 'A paused flow holds its messages, a stopped flow sends no more.',
  icon: 'pause',
  settings: z.strictObject({}),
  example: {},
  reasons: { 'flow-paused': 'Flow is paused', 'flow-stopped': 'Flow was stopped' },
  check({ now, message, flowState }) {
    if (flowState === 'stopped')
      return refuse('flow-stopped', `Not sent: “${message.flowName}” was stopped.`);
    if (flowState === 'paused')
      return hold(now + LOOK_AGAIN, 'flow-paused', `Held while “${message.flowName}” is paused.`);
    return PASS;
  },
});

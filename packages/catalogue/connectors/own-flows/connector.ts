import { z } from 'zod';
import { done } from '../act.ts';
import { enterFlow } from '../acts/enter-flow.ts';
import { defineConnector } from '../connector-kind.ts';
import { ownAct } from '../own-act.ts';

const enter = ownAct({
  sentence: 'The entry has the id of this call, so it counts once however often it is told.',
  request: ({ input }) => ({ via: 'flow', flow: enterFlow.input.parse(input).flow }),
  outcome: () => done(null, 'Sent on to the other flow.'),
});

export const ownFlows = defineConnector({
  id: 'own-flows',
  title: 'Other flows',
  summary: 'Lets people go on from one flow into another.',
  icon: 'flows',
  capabilities: ['act-enter-flow'],
  config: z.object({}),
  example: {},
  builtIn: true,
  rate: () => null,
  acts: { 'enter-flow': enter },
});

import { defineNode } from '@millrace/flow';
import { z } from 'zod';
import { chosenSchema, nameOf, NONE } from '../chosen.ts';
import { fieldProblem } from '../reading.ts';

const config = z.strictObject({
  flow: chosenSchema.default(NONE).meta({
    title: 'Flow',
    description: 'It has to be live when somebody comes here. Its rule of re-entry applies.',
    control: 'flow',
  }),
  afterwards: z
    .enum(['end', 'stay'])
    .default('end')
    .meta({
      title: 'And this flow',
      control: 'select',
      labels: { end: 'Ends for them here', stay: 'Goes on beside it' },
    }),
});

/** Lets people into another flow, with the cart or order that this one is about. */
export const goToFlow = defineNode({
  kind: 'go-to-flow',
  title: 'Go to another flow',
  summary: 'Lets people into another live flow, and ends this one for them or goes on beside it.',
  family: 'path',
  person: true,
  icon: 'sign-out',
  subjects: ['customer', 'cart', 'order'],
  config,
  initial: { flow: NONE },
  example: { flow: { id: '0198f2a0-0000-7000-8000-000000000001', name: 'Win-back' } },
  versions: {},
  ports: ({ afterwards }) => [
    ...(afterwards === 'stay' ? [{ id: 'next', label: 'Next', optional: true }] : []),
    { id: 'not-taken', label: 'Not possible', optional: true },
  ],
  sentence({ flow, afterwards }) {
    const name = nameOf(flow);
    if (name === '') return 'Go to another flow: choose which';
    return afterwards === 'stay' ? `Enter “${name}” as well` : `Go to “${name}”`;
  },
  check: ({ flow }) => (flow.id === '' ? [fieldProblem('flow', 'Choose the flow.')] : []),
  leadsTo: ({ flow }) => (flow.id === '' ? [] : [flow.id]),
  meaning: {
    arrive: ({ config: { flow } }) => ({
      call: { capability: 'enter-flow', input: { flow: flow.id }, assumed: null },
      sentence: `Will go to “${flow.name}”.`,
    }),
    wake({ config: { flow, afterwards } }, wake) {
      if (wake.type !== 'answer') return null;
      if (wake.outcome !== 'done' && wake.outcome !== 'silent') return { go: 'not-taken' };
      return afterwards === 'stay'
        ? { go: 'next' }
        : { end: 'sent-on', sentence: `Left the flow: went on to “${flow.name}”.` };
    },
  },
});

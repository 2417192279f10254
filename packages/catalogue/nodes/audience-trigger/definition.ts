import { z } from 'zod';
import { defineNode } from '@millrace/flow';
import { entryRules, exitNameProblems } from '../entry-rules.ts';

const config = z.strictObject({ ...entryRules });

/** The beginning of flows that nothing starts by itself: somebody puts people in, or a system of the store does. */
export const audienceTrigger = defineNode({
  kind: 'audience-trigger',
  title: 'By hand',
  summary: 'Nobody enters by themselves: you put an audience or one person in, here or by the API.',
  family: 'trigger',
  icon: 'user-plus',
  sentence: () => 'You put people in',
  config,
  initial: {},
  example: { reentry: { rule: 'never' }, exits: [{ event: 'order-placed', match: 'customer' }] },
  versions: {},
  ports: () => [{ id: 'next', label: 'Next' }],
  trigger: ({ reentry, exits }) => ({
    event: 'audience-chosen',
    source: { type: 'hand' },
    filter: null,
    reentry,
    exits,
    key: 'customer',
  }),
  check: ({ exits }) => exitNameProblems(exits),
  meaning: { arrive: () => ({ go: 'next', sentence: 'Entered: was put in by hand.' }) },
});

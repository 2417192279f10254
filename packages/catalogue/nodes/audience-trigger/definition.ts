import { z } from 'zod';
import { defineNode } from '@millrace/flow';
import { entryRules, exitNameProblems } from '../entry-rules.ts';

const config = z.strictObject({ ...entryRules });

/**
 * The trigger of flows that nothing starts automatically: the team, or a system of the store, puts people in.
 */
export const audienceTrigger = defineNode({
  kind: 'audience-trigger',
  title: 'By hand',
  summary: 'Nobody enters automatically: you put in an audience or one person, here or by the API.',
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
  meaning: { arrive: () => ({ go: 'next', sentence: 'Entered: put in by hand.' }) },
});

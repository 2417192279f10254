import { plural } from '@millrace/base/words';
import { DAY } from '@millrace/base';
import { defineNode } from '@millrace/flow';
import { z } from 'zod';
import { actingFields, actingPorts, onceAnswered } from '../acting.ts';
import { fieldProblem, textIn } from '../reading.ts';

const config = z.strictObject({
  tier: z.string().trim().max(40).default('').meta({
    title: 'Tier',
    control: 'text',
    description: 'As it is called in Settings, Store, Loyalty.',
    needed: true,
  }),
  days: z.int().min(0).max(3_650).default(0).meta({
    title: 'For',
    control: 'number',
    unit: 'days',
    description: '0: for good.',
  }),
  ...actingFields,
});

/** Grants a loyalty tier. */
export const setTierNode = defineNode({
  kind: 'set-tier',
  title: 'Set tier',
  summary: 'Grants a loyalty tier whatever the points, for some days or for good.',
  family: 'action',
  person: true,
  icon: 'star',
  config,
  initial: { tier: '' },
  example: { tier: 'Gold', days: 365 },
  versions: {},
  ports: actingPorts,
  sentence: ({ tier, days }) =>
    textIn(tier) === '' ? 'Set a tier' : `Set the tier “${textIn(tier)}”${lasting(days)}`,
  check: ({ tier }) => (tier === '' ? [fieldProblem('tier', 'Say which tier.')] : []),
  tiers: ({ tier }) => (tier === '' ? [] : [tier]),
  meaning: {
    arrive: ({ config: { tier, days }, facts: { now } }) => ({
      call: {
        capability: 'grant-tier',
        input: { tier, until: days === 0 ? null : now + days * DAY },
        assumed: null,
      },
      sentence: `Will get the tier “${tier}”${lasting(days)}.`,
    }),
    wake: onceAnswered,
  },
});

const lasting = (days: unknown) =>
  typeof days === 'number' && days > 0 ? ` for ${plural(days, 'day')}` : '';

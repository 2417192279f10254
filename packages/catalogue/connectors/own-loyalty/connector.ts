import { cutTo } from '@millrace/base';
import { plural } from '@millrace/base/words';
import { z } from 'zod';
import { done } from '../act.ts';
import { changePoints } from '../acts/change-points.ts';
import { grantTier } from '../acts/grant-tier.ts';
import { defineConnector } from '../connector-kind.ts';
import { ownAct } from '../own-act.ts';

/** Length of a reason once it is filled in, in characters. */
const REASON = 200;

const change = ownAct({
  sentence: 'The points are booked in the transaction that settles it: once or not at all.',
  texts: (input) => ({ reason: changePoints.input.parse(input).reason }),
  request: ({ input, texts }) => ({
    via: 'points',
    change: {
      points: changePoints.input.parse(input).points,
      reason: cutTo((texts['reason'] ?? '').trim().replace(/\s+/g, ' '), REASON).trim(),
    },
  }),
  outcome(answer, { input }) {
    const { points } = changePoints.input.parse(input);
    return done(answer.found ?? null, points > 0 ? `Got ${inPoints(points)}.` : `Used ${inPoints(-points)}.`);
  },
});

const grant = ownAct({
  sentence: 'The tier is written in the transaction that settles it: once or not at all.',
  request: ({ input }) => ({ via: 'tier', grant: grantTier.input.parse(input) }),
  outcome: (answer, { input }) =>
    done(answer.found ?? null, `Was granted the tier “${grantTier.input.parse(input).tier}”.`),
});

const inPoints = (points: number) => plural(points, 'point');

export const ownLoyalty = defineConnector({
  id: 'own-loyalty',
  title: 'Loyalty points',
  summary: 'Keeps loyalty points of customers in Millrace, with what each change was for.',
  icon: 'star',
  capabilities: ['act-book-points', 'act-grant-tier'],
  config: z.object({}),
  example: {},
  builtIn: true,
  rate: () => null,
  acts: { 'book-points': change, 'grant-tier': grant },
});

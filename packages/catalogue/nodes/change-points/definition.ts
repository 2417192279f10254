import { plural } from '@millrace/base/words';
import type { Json } from '@millrace/base';
import { MOST_POINTS } from '@millrace/connectors/acts';
import { defineNode } from '@millrace/flow';
import { z } from 'zod';
import { actingFields, actingPorts, afterActing } from '../acting.ts';
import { decisionsNamedIn } from '../reading.ts';

const config = z.strictObject({
  do: z
    .enum(['give', 'take'])
    .default('give')
    .meta({
      title: 'What changes',
      control: 'select',
      labels: { give: 'Give points', take: 'Take points' },
    }),
  points: z.int().min(1).max(MOST_POINTS).default(100).meta({ title: 'Points', control: 'number' }),
  reason: z.string().trim().max(500).default('').meta({
    title: 'Reason',
    control: 'text',
    description: 'Shown in their history, such as Review of {{ event.properties.title }}.',
  }),
  ...actingFields,
});

const inPoints = (points: unknown) =>
  plural(typeof points === 'number' && Number.isFinite(points) ? points : 0, 'point');

/** Gives or takes loyalty points. */
export const changePointsNode = defineNode({
  kind: 'change-points',
  title: 'Change points',
  summary: 'Gives or takes loyalty points, once for each time somebody comes here.',
  family: 'action',
  person: true,
  icon: 'star',
  config,
  initial: { do: 'give', points: 100 },
  example: { do: 'give', points: 100, reason: 'Thank you for your review' },
  versions: {},
  ports: actingPorts,
  sentence: ({ do: what, points }) =>
    what === 'take' ? `Take ${inPoints(points ?? 100)}` : `Give ${inPoints(points ?? 100)}`,
  uses: ({ reason }) => decisionsNamedIn(reason),
  sets: { pointsBalance: { label: 'points after the last change', type: 'number' } },
  meaning: {
    arrive: ({ config: { do: what, points, reason } }) => ({
      call: {
        capability: 'book-points',
        input: { points: what === 'take' ? -points : points, reason },
        assumed: null,
      },
      sentence: what === 'take' ? `Will take ${inPoints(points)}.` : `Will give ${inPoints(points)}.`,
    }),
    wake: ({ config: { ifNotDone } }, wake) =>
      wake.type === 'answer' ? afterActing(ifNotDone, wake, variablesOf) : null,
  },
});

/** Nothing is set for who gets no points: the holdout. */
function variablesOf(result: Json): { with?: { variables: { pointsBalance: number } } } {
  const balance = (result as { balance?: unknown } | null)?.balance;
  return typeof balance === 'number' ? { with: { variables: { pointsBalance: balance } } } : {};
}

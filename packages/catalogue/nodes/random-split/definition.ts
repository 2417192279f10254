import { percent } from '@millrace/base/words';
import { z } from 'zod';
import { defineNode } from '@millrace/flow';
import { duplicateWays, wayId, wayIdSchema } from '../ways.ts';
import { recordsIn, textIn } from '../reading.ts';

const pathSchema = z.strictObject({
  id: wayIdSchema.optional(),
  name: z.string().max(80).default('').meta({ title: 'Name' }),
  weight: z
    .number()
    .min(0, 'A share cannot be negative.')
    .max(1_000_000)
    .meta({ title: 'Share', description: 'Compared with the other shares: 50 and 50, or 1 and 2.' }),
});

const config = z.strictObject({
  paths: z
    .array(pathSchema)
    .min(2, 'A split needs at least two paths.')
    .max(20)
    .meta({ title: 'Paths', description: 'People are split over these at random.', control: 'weights' }),
  sticky: z
    .enum(['customer', 'enrolment'])
    .default('customer')
    .meta({
      title: 'Draw again',
      control: 'select',
      description: 'Whether a person who comes here again takes the same path.',
      labels: {
        customer: 'Never: a person always takes the same path',
        enrolment: 'Each time a person comes here',
      },
    }),
});

/** Splits people over paths at random; the same person always takes the same path. */
export const randomSplit = defineNode({
  kind: 'random-split',
  title: 'Random split',
  summary: 'Splits people over two or more paths at random, to compare them.',
  family: 'path',
  icon: 'split',
  sentence({ paths }) {
    const list = recordsIn(paths);
    if (list.length < 2) return 'Split at random: add the paths';
    return `Split at random: ${shares(list)
      .map((share) => percent(share, 0))
      .join(' / ')}`;
  },
  config,
  initial: {
    paths: [
      { id: 'a', name: 'A', weight: 50 },
      { id: 'b', name: 'B', weight: 50 },
    ],
  },
  example: {
    paths: [
      { id: 'short', name: 'Short mail', weight: 1 },
      { id: 'long', name: 'Long mail', weight: 2 },
      { id: 'none', name: 'No mail', weight: 1 },
    ],
  },
  versions: {},
  ports({ paths }) {
    const list = recordsIn(paths);
    const share = shares(list);
    return list.map((path, index) => ({
      id: wayId(path, index),
      label: `${textIn(path['name']) || `Path ${index + 1}`} (${percent(share[index] ?? 0, 0)})`,
    }));
  },
  check: ({ paths }) => [
    ...duplicateWays(paths, 'paths'),
    ...(paths.some((path) => path.weight > 0)
      ? []
      : [
          {
            severity: 'error' as const,
            code: 'weights-zero',
            sentence: 'No path has a share, so nobody could go on. Give at least one a share.',
            field: 'paths',
          },
        ]),
  ],
  meaning: {
    arrive(scene) {
      const { paths, sticky } = scene.config;
      let left = scene.draw('split', sticky) * paths.reduce((sum, path) => sum + path.weight, 0);
      let last = 0;
      for (let index = 0; index < paths.length; index += 1) {
        const path = paths[index]!;
        if (path.weight <= 0) continue;
        last = index;
        if (left < path.weight) break;
        left -= path.weight;
      }
      const chosen = paths[last]!;
      return {
        go: wayId(chosen, last),
        sentence: `Drawn at random: ${chosen.name === '' ? `path ${last + 1}` : `“${chosen.name}”`}.`,
      };
    },
  },
});

function shares(list: readonly Readonly<Record<string, unknown>>[]): readonly number[] {
  const weights = list.map(({ weight }) => (typeof weight === 'number' && weight > 0 ? weight : 0));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => (total > 0 ? weight / total : 0));
}

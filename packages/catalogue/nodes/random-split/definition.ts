import { percent } from '@millrace/base/words';
import { z } from 'zod';
import { defineNode } from '@millrace/flow';
import { duplicateWays, wayId } from '../ways.ts';
import { recordsIn } from '../reading.ts';
import { drawnPath, pathName, sharesOf, weightedPathSchema, weightsProblem } from '../weighted-paths.ts';

const config = z.strictObject({
  paths: z
    .array(weightedPathSchema)
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
    return `Split at random: ${sharesOf(paths)
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
    const share = sharesOf(paths);
    return list.map((path, index) => ({
      id: wayId(path, index),
      label: `${pathName(path, index)} (${percent(share[index] ?? 0, 0)})`,
    }));
  },
  check: ({ paths }) => [
    ...duplicateWays(paths, 'paths'),
    ...(paths.some((path) => path.weight > 0)
      ? []
      : [weightsProblem('No path has a share, so nobody could go on. Give at least one a share.')]),
  ],
  meaning: {
    arrive(scene) {
      const { paths, sticky } = scene.config;
      const last = drawnPath(paths, scene.draw('split', sticky));
      const chosen = paths[last]!;
      return {
        go: wayId(chosen, last),
        sentence: `Drawn at random: ${chosen.name === '' ? `path ${last + 1}` : `“${chosen.name}”`}.`,
      };
    },
  },
});

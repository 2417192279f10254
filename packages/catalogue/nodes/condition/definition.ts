import { plural } from '@millrace/base/words';
import { z } from 'zod';
import { DECISION_MODELS, predictedFacts } from '@millrace/decisions';
import { conditionSchema, defineNode, evaluate, type Scene } from '@millrace/flow';
import { duplicateWays, wayId, wayIdSchema } from '../ways.ts';
import { conditionWords, recordsIn, textIn } from '../reading.ts';

const pathSchema = z.strictObject({
  id: wayIdSchema.optional(),
  name: z
    .string()
    .max(80)
    .default('')
    .meta({ title: 'Name', description: 'Shown on the branch. When empty, the condition itself is shown.' }),
  when: conditionSchema.meta({ title: 'When' }),
});

const config = z.strictObject({
  paths: z.array(pathSchema).min(1, 'Add at least one path.').max(20).meta({
    title: 'Paths',
    description: 'Checked from top to bottom; the first that fits is taken.',
    control: 'paths',
  }),
  otherwise: z.string().max(80).default('Everyone else').meta({
    title: 'Name of the last path',
    description: 'For everybody who fits no path.',
    control: 'text',
  }),
});

/** Splits people into branches by facts about them at that moment. */
export const condition = defineNode({
  kind: 'condition',
  title: 'Condition',
  summary: 'Splits people into paths by facts about them at that moment.',
  family: 'path',
  icon: 'branch',
  sentence({ paths }) {
    const list = recordsIn(paths);
    const [first] = list;
    if (!first) return 'Choose the conditions';
    const words = conditionWords(first['when']);
    return list.length === 1 ? `If ${words}` : `If ${words}, or ${plural(list.length - 1, 'more path')}`;
  },
  config,
  facts: predictedFacts(DECISION_MODELS),
  initial: { paths: [] },
  example: {
    paths: [
      { id: 'loyal', name: 'Loyal', when: { fact: 'customer.ordersCount', operator: 'at-least', value: 3 } },
      {
        id: 'large',
        name: '',
        when: {
          all: [
            { fact: 'cart.total', operator: 'at-least', value: 15_000 },
            { event: 'product-viewed', measure: 'count', operator: 'at-least', value: 2, withinDays: 7 },
          ],
        },
      },
    ],
  },
  versions: {},
  ports: ({ paths, otherwise }) => [
    ...recordsIn(paths).map((path, index) => ({
      id: wayId(path, index),
      label: textIn(path['name']) || conditionWords(path['when']),
    })),
    { id: 'else', label: textIn(otherwise) || 'Everyone else' },
  ],
  check: ({ paths }) => duplicateWays(paths, 'paths'),
  meaning: {
    arrive(scene) {
      const fits = fitting(scene);
      if (fits === null) return { go: 'else', sentence: `Fits no path: “${scene.config.otherwise}”.` };
      return { go: wayId(fits.path, fits.index), sentence: `Fits ${fits.name}.` };
    },
    stands(scene, { port }) {
      const fits = fitting(scene);
      if ((fits === null ? 'else' : wayId(fits.path, fits.index)) === port) return null;
      const now = fits === null ? 'none of the paths' : fits.name;
      return `Not sent: the person now fits ${now}.`;
    },
  },
});

/** The first path that fits, with its name. */
function fitting({ config: { paths }, facts, cursor }: Scene<z.output<typeof config>>) {
  for (let index = 0; index < paths.length; index += 1) {
    const path = paths[index]!;
    if (evaluate(path.when, facts, cursor))
      return { path, index, name: path.name === '' ? `path ${index + 1}` : `“${path.name}”` };
  }
  return null;
}

import { plural } from '@millrace/base/words';
import { z } from 'zod';
import { conditionSchema, defineNode, evaluate, type Scene } from '@millrace/flow';
import { duplicateWays, wayId, wayIdSchema } from '../ways.ts';
import { conditionWords, recordsIn, textIn } from '../reading.ts';

const pathSchema = z.strictObject({
  id: wayIdSchema.optional(),
  name: z
    .string()
    .max(80)
    .default('')
    .meta({ title: 'Name', description: 'Written on the way out. The condition itself when left empty.' }),
  when: conditionSchema.meta({ title: 'When' }),
});

const config = z.strictObject({
  paths: z.array(pathSchema).min(1, 'Add at least one path.').max(20).meta({
    title: 'Paths',
    description: 'Asked from top to bottom; the first that fits is taken.',
    control: 'paths',
  }),
  otherwise: z
    .string()
    .max(80)
    .default('Everyone else')
    .meta({ title: 'Name of the last way', description: 'For everybody no path fits.', control: 'text' }),
});

/** Sends people different ways by what is known of them now. */
export const condition = defineNode({
  kind: 'condition',
  title: 'Condition',
  summary: 'Sends people different ways by what is known of them at that moment.',
  family: 'path',
  icon: 'branch',
  sentence({ paths }) {
    const list = recordsIn(paths);
    const [first] = list;
    if (!first) return 'Choose what people are told apart by';
    const words = conditionWords(first['when']);
    return list.length === 1 ? `If ${words}` : `If ${words}, or ${plural(list.length - 1, 'more path')}`;
  },
  config,
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
      return `Not sent: what led to it has changed. They fit ${now} now.`;
    },
  },
});

/** The first path that fits, as it is called. */
function fitting({ config: { paths }, facts, cursor }: Scene<z.output<typeof config>>) {
  for (let index = 0; index < paths.length; index += 1) {
    const path = paths[index]!;
    if (evaluate(path.when, facts, cursor))
      return { path, index, name: path.name === '' ? `path ${index + 1}` : `“${path.name}”` };
  }
  return null;
}

import { percent } from '@millrace/base/words';
import { z } from 'zod';
import { hash53 } from '@millrace/base';
import { defineNode, eventInSentence } from '@millrace/flow';
import { duplicateWays, wayId } from '../ways.ts';
import { drawnPath, pathName, sharesOf, weightedPathSchema, weightsProblem } from '../weighted-paths.ts';
import { eventNameProblems, recordsIn, textIn } from '../reading.ts';

const config = z.strictObject({
  paths: z.array(weightedPathSchema).min(2, 'A test needs at least two variants.').max(10).meta({
    title: 'Variants',
    description: 'People are drawn at random and keep their variant whenever they come here.',
    control: 'weights',
  }),
  goals: z
    .array(z.string().min(1, 'Choose the event.').max(80))
    .min(1, 'Choose what counts.')
    .max(3)
    .default(['order-placed'])
    .meta({
      title: 'What counts',
      description:
        'A variant is better when more of its people do this. Opens and clicks are those of this flow.',
      control: 'events',
    }),
  withinDays: z.number().min(1).max(60).default(5).meta({
    title: 'Within',
    description: 'After they came here. People count once this time is over.',
    control: 'number',
    unit: 'days',
  }),
  choose: z
    .enum(['rule', 'person'])
    .default('rule')
    .meta({
      title: 'The winner',
      control: 'select',
      labels: {
        rule: 'Is chosen as soon as it is certain',
        person: 'Is chosen by us, in the results',
      },
    }),
  least: z
    .int()
    .min(20, 'At least 20 people for each variant.')
    .max(1_000_000)
    .default(100)
    .meta({
      title: 'But not before',
      description: 'So many people of each variant have to be counted first.',
      control: 'number',
      unit: 'people each',
      onlyIf: { choose: 'rule' },
    }),
});
type Config = z.output<typeof config>;

/** Compares variants on real people, and gives the winner to everybody new. */
export const abTest = defineNode({
  kind: 'ab-test',
  title: 'A/B test',
  summary: 'Compares two or more variants on real people, and gives the better one to everybody new.',
  family: 'path',
  person: true,
  icon: 'flask',
  sentence({ paths, goals }) {
    const list = recordsIn(paths);
    const goal = Array.isArray(goals) ? textIn(goals[0]) : 'order-placed';
    if (list.length < 2) return 'A/B test: add the variants';
    const names = list.map(pathName).join(' / ');
    return `Test ${names}${goal === '' ? '' : ` by: ${eventInSentence(goal)}`}`;
  },
  config,
  initial: {
    paths: [
      { id: 'a', name: 'A', weight: 50 },
      { id: 'b', name: 'B', weight: 50 },
    ],
    goals: ['order-placed'],
  },
  example: {
    paths: [
      { id: 'story', name: 'The story', weight: 1 },
      { id: 'offer', name: 'The offer', weight: 1 },
    ],
    goals: ['message-clicked'],
    withinDays: 3,
    choose: 'rule',
    least: 200,
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
  check: ({ paths, goals }) => [
    ...duplicateWays(paths, 'paths'),
    ...goals.flatMap((goal, index) => eventNameProblems(goal, `goals.${index}`)),
    ...(paths.filter(({ weight }) => weight > 0).length > 1
      ? []
      : [
          weightsProblem(
            'Only one variant has a share, so there is nothing to compare. Give another one a share.',
          ),
        ]),
  ],
  test: (written) => ({
    variants: written.paths.map((path, index) => ({
      id: wayId(path, index),
      name: pathName(path, index),
      share: path.weight,
    })),
    goals: written.goals,
    withinDays: written.withinDays,
    isAutomatic: written.choose === 'rule',
    least: written.least,
    round: roundOf(written),
  }),
  testOf: (variants) => ({
    paths: variants.map(({ id, name }) => ({ id, name, weight: 1 })),
    goals: ['order-placed'],
  }),
  meaning: {
    arrive(scene) {
      const { paths, withinDays } = scene.config;
      const known = scene.facts.tests?.[scene.node];
      const at = (id: string) => paths.findIndex((path, index) => wayId(path, index) === id);
      const said = (index: number) => `“${pathName(paths[index]!, index)}”`;
      const had = known?.had == null ? -1 : at(known.had);
      if (had >= 0) return { go: known!.had!, sentence: `Keeps their variant: ${said(had)}.` };
      const round = roundOf(scene.config);
      const chosen = known?.chosen?.round === round ? at(known.chosen.variant) : -1;
      if (chosen >= 0)
        return {
          go: wayId(paths[chosen]!, chosen),
          sentence: `Gets the variant that was chosen: ${said(chosen)}.`,
        };
      // The same for a person in every entry and version, as long as the shares stay.
      const index = drawnPath(paths, scene.draw('variant', 'customer'));
      const variant = wayId(paths[index]!, index);
      return {
        go: variant,
        sentence: `Drawn at random: ${said(index)}.`,
        with: { variant: { variant, round, withinDays } },
      };
    },
  },
});

/**
 * Names the settings under which people are comparable. Other shares or another goal begin a new round, since
 * people drawn at another time under other shares would make a difference of their own.
 */
function roundOf({ paths, goals, withinDays }: Config): string {
  const told = paths.map((path, index) => [wayId(path, index), path.weight]);
  return hash53(JSON.stringify([told, goals, withinDays])).toString(36);
}

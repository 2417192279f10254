import { plural } from '@millrace/base/words';
import { z } from 'zod';
import type { Json } from '@millrace/base';
import { conditionSchema, defineNode, evaluate, leadsBack, type Scene } from '@millrace/flow';
import { comparesSomething, conditionWords, isEmptyCondition } from '../reading.ts';

const AGAIN = 'again';
const DONE = 'done';
const MOST_TIMES = 50;
/** Rounds begun so far, by the id of the step. Kept with the person, since a step is cleared on arrival. */
const ROUNDS = 'rounds';

const config = z.strictObject({
  times: z.int().min(1, 'At least once.').max(MOST_TIMES, `At most ${MOST_TIMES} times.`).default(3).meta({
    title: 'Go back at most',
    description: 'How many times a person goes back. After that they take the other branch.',
    control: 'number',
    unit: 'times',
  }),
  until: conditionSchema.optional().meta({
    title: 'Stop earlier if',
    description: 'Checked each time a person comes here. Leave empty to go by the number alone.',
    control: 'condition',
  }),
});
type Config = z.output<typeof config>;

/** Leads people back to an earlier step a limited number of times. */
export const limitedLoop = defineNode({
  kind: 'limited-loop',
  title: 'Loop with a limit',
  summary: 'Leads people back to an earlier step, at most so many times, or until a condition fits.',
  family: 'path',
  icon: 'refresh',
  sentence({ times, until }) {
    const stop = comparesSomething(until) ? `, until ${conditionWords(until)}` : '';
    return `Go back at most ${plural(typeof times === 'number' ? times : 3, 'time')}${stop}`;
  },
  config,
  initial: { times: 3 },
  example: { times: 2 },
  versions: {},
  ports: ({ times }) => [
    { id: AGAIN, label: `Again (at most ${plural(typeof times === 'number' ? times : 3, 'time')})` },
    { id: DONE, label: 'Go on' },
  ],
  limited: [AGAIN],
  check: (_config, node, graph) =>
    leadsBack(graph, node.id, AGAIN)
      ? []
      : [
          {
            severity: 'warning',
            code: 'loop-open',
            sentence:
              'The branch “Again” never comes back here, so nothing is repeated. Lead it to an earlier step.',
            field: null,
          },
        ],
  meaning: {
    arrive(scene) {
      const { times, until } = scene.config;
      const rounds = roundsOf(scene);
      const begun = rounds[scene.node] ?? 0;
      if (until !== undefined && !isEmptyCondition(until) && evaluate(until, scene.facts, scene.cursor))
        return { go: DONE, sentence: 'Goes on: the condition fits.', with: begin(rounds, scene.node, 0) };
      // The count begins anew, so that a loop inside another one has its full number in each of its rounds.
      if (begun >= times)
        return {
          go: DONE,
          sentence: `Goes on: went back ${plural(times, 'time')}.`,
          with: begin(rounds, scene.node, 0),
        };
      return {
        go: AGAIN,
        sentence: `Goes back, ${begun + 1} of at most ${plural(times, 'time')}.`,
        with: begin(rounds, scene.node, begun + 1),
      };
    },
  },
});

const begin = (rounds: Readonly<Record<string, number>>, node: string, count: number) => ({
  variables: { [ROUNDS]: { ...rounds, [node]: count } },
});

function roundsOf({ cursor }: Scene<Config>): Readonly<Record<string, number>> {
  const kept: Json | undefined = cursor.variables[ROUNDS];
  if (typeof kept !== 'object' || kept === null || Array.isArray(kept)) return {};
  return Object.fromEntries(
    Object.entries(kept).filter((entry): entry is [string, number] => typeof entry[1] === 'number'),
  );
}

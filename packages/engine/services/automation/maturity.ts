import { plural } from '@millrace/base/words';
import type { Grade } from './audit/grade.ts';

export type Level = 1 | 2 | 3 | 4 | 5;

/** A flow that runs, as its level counts. */
export interface RunningFlow {
  readonly id: string;
  readonly name: string;
  readonly level: 2 | 3 | 4 | 5;
  /** Whether its result is known, whatever it is. */
  readonly isJudged: boolean;
  readonly grade: Grade;
}

export interface Requirement {
  readonly sentence: string;
  readonly met: boolean;
  /** How far it has come: "1 of 3". */
  readonly have: string;
}

export interface LevelView {
  readonly level: Level;
  readonly name: string;
  /** What a store at this level does. */
  readonly sentence: string;
  readonly reached: boolean;
  readonly requirements: readonly Requirement[];
}

const atLeast = (sentence: string, have: number, needed: number): Requirement => ({
  sentence,
  met: have >= needed,
  have: `${Math.min(have, needed)} of ${needed}`,
});

/**
 * The level of automation of a store, 1 to 5, with what each level means and asks for. A level is reached when all it
 * asks for is there, and all the levels below ask for.
 */
export function maturityOf(flows: readonly RunningFlow[]): {
  readonly level: Level;
  readonly levels: readonly LevelView[];
} {
  const from = (level: number) => flows.filter((flow) => flow.level >= level).length;
  const judged = flows.filter(({ isJudged }) => isJudged).length;
  const poor = flows.filter(({ grade }) => grade === 'D' || grade === 'E').length;
  const asked: readonly Omit<LevelView, 'reached'>[] = [
    {
      level: 1,
      name: 'By hand',
      sentence: 'Somebody writes every message, and sends it.',
      requirements: [],
    },
    {
      level: 2,
      name: 'By rules',
      sentence: 'Messages go out by rules and schedules, the same for everybody.',
      requirements: [atLeast('A flow is live.', flows.length, 1)],
    },
    {
      level: 3,
      name: 'Reacts',
      sentence: 'Flows begin with what people do, and end when they have bought.',
      requirements: [
        atLeast('Three flows are live.', flows.length, 3),
        atLeast('Two of them react to what people do.', from(3), 2),
      ],
    },
    {
      level: 4,
      name: 'Knows each person',
      sentence: 'Flows go by the rhythm and the worth of each person, and their results are known.',
      requirements: [
        atLeast('Five flows are live.', flows.length, 5),
        atLeast('One of them goes by the rhythm of each person.', from(4), 1),
        atLeast('The result of one flow is known, against its holdout.', judged, 1),
      ],
    },
    {
      level: 5,
      name: 'Decides and learns',
      sentence: 'Flows choose what each person gets, learn from it, and are judged by what they cause.',
      requirements: [
        atLeast('One flow decides and learns.', from(5), 1),
        atLeast('The results of three flows are known, against their holdouts.', judged, 3),
        {
          sentence: 'No flow is graded D or E.',
          met: flows.length > 0 && poor === 0,
          have: poor === 0 ? 'none' : `${plural(poor, 'flow')}`,
        },
      ],
    },
  ];
  let reached = true;
  const levels = asked.map((one): LevelView => {
    reached &&= one.requirements.every(({ met }) => met);
    return { ...one, reached };
  });
  const level = levels.findLast((one) => one.reached)?.level ?? 1;
  return { level, levels };
}

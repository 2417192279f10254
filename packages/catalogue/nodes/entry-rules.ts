import { z } from 'zod';
import { exitRuleSchema, outerLeavesOf, reentrySchema, type Condition, type Problem } from '@millrace/flow';
import { eventNameProblems } from './reading.ts';

/** Fields of every trigger: who may enter again, and which events end the flow. */
export const entryRules = {
  reentry: reentrySchema.default({ rule: 'always' }).meta({
    title: 'Re-entry',
    description: 'Whether somebody who was in before may enter again.',
    control: 'reentry',
  }),
  exits: z.array(exitRuleSchema).max(20).default([]).meta({
    title: 'Exit rules',
    description: 'Events that end the flow for a person, wherever they are in it.',
    control: 'exits',
  }),
};

type Found = Omit<Problem, 'node'>;

/** Problems of exits whose event name is not normalised, so that they could never match. */
export const exitNameProblems = (exits: readonly { readonly event: string }[]): readonly Found[] =>
  exits.flatMap((exit, index) => eventNameProblems(exit.event, `exits.${index}.event`));

const ASKED_OF_A_PERSON = new Set(['customer', 'moment', 'store']);

/**
 * Problems of a condition on people who enter without an event: there is no cart, order or event it could
 * use.
 */
export function audienceProblems(condition: Condition | undefined, field: string): readonly Found[] {
  if (condition === undefined) return [];
  const wrong = outerLeavesOf(condition).find(
    (leaf) => 'fact' in leaf && !ASKED_OF_A_PERSON.has(leaf.fact.split('.')[0] ?? ''),
  );
  const since = outerLeavesOf(condition).some((leaf) => !('fact' in leaf) && leaf.sinceEntry);
  const problem = (sentence: string): Found => ({
    severity: 'error',
    code: 'condition-invalid',
    sentence,
    field,
  });
  if (wrong)
    return [
      problem(
        'This condition is checked before people enter, so it cannot use a cart, an order or an event. Use facts about the customer, or count their events.',
      ),
    ];
  return since
    ? [
        problem(
          'Nobody has entered yet when this is checked. Count within a number of days instead of since entering.',
        ),
      ]
    : [];
}

/** The control for a condition on people who enter without an event. */
export const askedOfPeople = { control: 'condition', subjects: [...ASKED_OF_A_PERSON] };

const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;

export const timeSchema = z.string().regex(TIME, 'A time of day looks like 09:00.');

/** `09:00` as hour and minute. */
export const timeOf = (text: string) => ({
  hour: Number(text.slice(0, 2)),
  minute: Number(text.slice(3, 5)),
});
export const isTime = (text: unknown): text is string => typeof text === 'string' && TIME.test(text);

import type { Instant, Json } from '@millrace/base';
import type { FactMeaning } from '@millrace/flow';
import type { TrainingContext } from './history.ts';
import type { DecisionModels } from './model.ts';

/** A fact about people that a model predicts, for conditions and segments. */
export interface PredictedFact extends FactMeaning {
  /** A value as somebody might have it, for sample people. A fact of the type `instant` is a day such as `2026-04-03`. @param random in [0, 1) @param now the present of the sample */
  sample(random: () => number, now: Instant): Json;
  /** A sample value for messages; without one it is not offered there. */
  readonly example?: string;
  /** An id, for conditions and messages only: the page of a customer does not show it. */
  readonly isId?: true;
}

/** When somebody is due to buy a product again. Days are of the person's calendar: `2026-04-03`. */
export interface PredictedReorder {
  readonly productId: string;
  readonly title: string;
  /** The day of their last purchase of it. */
  readonly boughtOn: string;
  /** By this day half of those buy it again who do so at all. */
  readonly dueOn: string;
  /** Eight of ten of them buy it between these days. */
  readonly from: string;
  readonly until: string;
  /** Chance that they buy it again at all, 0 to 1. */
  readonly chance: number;
}

/** What is predicted of one person, by name of the fact. What cannot be told of them is left out. */
export interface PredictedPerson {
  readonly customerId: string;
  readonly values: Readonly<Record<string, Json>>;
  /** Products that they are due to buy again, one row for each; none by a model that predicts no dates of products. */
  readonly reorders?: readonly PredictedReorder[];
}

/**
 * Predictions about people, whether or not they are in a flow. They are made again after each training, for everybody
 * in the history, and stored.
 */
export interface Predicts<Parameters, Sample> {
  /** By name: `churnRisk` is `customer.predicted.churnRisk` in conditions. Rounded, so that few of them change in a day. */
  readonly facts: Readonly<Record<string, PredictedFact>>;
  people(
    parameters: Parameters,
    samples: readonly Sample[],
    context: TrainingContext,
  ): readonly PredictedPerson[];
  /**
   * What is predicted of one person, and why, in whole sentences for the page about them.
   * @param sample of this person alone
   */
  tell(parameters: Parameters, sample: Sample, context: TrainingContext): readonly string[];
}

/** The facts of people that these models predict, by path. */
export const predictedFacts = (models: DecisionModels): Readonly<Record<string, PredictedFact>> =>
  Object.fromEntries(
    Object.values(models).flatMap(({ predicts }) =>
      Object.entries(predicts?.facts ?? {}).map(([name, fact]) => [`customer.predicted.${name}`, fact]),
    ),
  );

/** What these models might predict of somebody, for sample people. @param random in [0, 1) @param now the present of the sample */
export const samplePredictions = (
  models: DecisionModels,
  random: () => number,
  now: Instant,
): Record<string, Json> =>
  Object.fromEntries(
    Object.values(models).flatMap(({ predicts }) =>
      Object.entries(predicts?.facts ?? {}).map(([name, fact]) => [name, fact.sample(random, now)]),
    ),
  );

import type { z } from 'zod';
import type { Json } from '@millrace/base';
import type { DecisionRecord, FactMeaning, Facts } from '@millrace/flow';
import type { ModelCard } from './card.ts';
import type { Explanation, ToldDecision } from './explanation.ts';
import type { Histories, HistoryName, PastDecision, TrainingContext } from './history.ts';
import type { ChoosesProducts, ProductNow } from './products.ts';

/** What a decision came to: its record, and the values of the facts that the model says it sets. */
export interface Decision {
  readonly record: DecisionRecord;
  /** By name: `segment` is `decision.segment` in conditions and messages. */
  readonly sets: Readonly<Record<string, Json>>;
}

/** A fact that a decision sets, for conditions; with an example it is offered in messages too. */
export interface DecidedFact extends FactMeaning {
  /** As it may look in a message. */
  readonly example?: string;
}

/** What came of learning. The report is kept either way. */
export interface Training<Parameters, Report> {
  /** Null when the stated rule should go on. */
  readonly parameters: Parameters | null;
  readonly report: Report;
  /** Why nothing could be learned, a whole sentence; null when something was. */
  readonly reason: string | null;
}

/** Whether a model in use got worse. */
export interface Drift {
  readonly gotWorse: boolean;
  readonly sentence: string;
}

/** Everything there is to say about a model that decides. One folder each; `kinds.ts` is the list. */
export interface ModelDefinition<
  Parameters extends z.ZodType = z.ZodType,
  Report extends z.ZodType = z.ZodType,
  History extends HistoryName = HistoryName,
  Sample = unknown,
> {
  /** Name of the model, of its parameters in `facts.models` and of its folder. */
  readonly id: string;
  readonly title: string;
  /** What it decides, one sentence for a marketer. */
  readonly summary: string;
  /** What it decides with: the method and where it comes from (paper, section or equation). */
  readonly source: string;
  /** What it does until there is enough to learn from, in words: `decide` without parameters does just that. */
  readonly rule: string;
  /** What has to have been seen before the model is used instead of the rule. */
  readonly minimum: readonly { readonly what: string; readonly count: number }[];
  /** What it looks at, in the words of the marketer. */
  readonly looksAt: readonly string[];
  /** How it can be found to have got worse. */
  readonly checkedBy: string;

  /** What is learned and stored, as JSON. What is stored and does not fit counts as not learned yet. */
  readonly parameters: Parameters;
  /** Ids of other models whose parameters `decide` looks at. */
  readonly reads: readonly string[];
  /** What a decision sets, by name. `decide` sets these and no others. */
  readonly facts: Readonly<Record<string, DecidedFact>>;

  /** What of the shop's past it learns from. */
  readonly history: History;
  /** The past as what it learns from: what is not over yet, or teaches nothing, is left out. */
  samples(past: readonly Histories[History][], context: TrainingContext): readonly Sample[];
  train(
    samples: readonly Sample[],
    context: TrainingContext,
  ): Training<z.output<Parameters>, z.output<Report>>;
  /** How good it is, as far as can be told: stored as JSON beside the parameters, shown by the card. */
  readonly report: Report;
  /** Whether the parameters in use got worse. Left out where that cannot be told. */
  readonly drift?: {
    /** Whose decisions tell: of people who were given what was chosen, or of those who never were. */
    readonly about: 'treated' | 'held-out';
    /** @param since decisions made since it learned, newest first, without their inputs and options */
    judge(report: z.output<Report>, since: readonly PastDecision[]): Drift;
  };
  /** A past made up from which it can learn: what the conformance suite trains on. @param random in [0, 1) */
  examplePast(random: () => number): readonly Histories[History][];

  /**
   * Decides with ordinary settings. By the parameters in `facts.models`, else by the rule.
   * @param draw in [0, 1)
   * @param products those that could be shown now, for a model that chooses among them
   */
  decide(facts: Facts, draw: number, products?: readonly ProductNow[]): Decision;
  /** Given by a model that chooses the products of messages. */
  readonly products?: ChoosesProducts;

  /** The line on a customer's timeline: "Kind of shopper: Price-sensitive". @param chosen id of the option */
  headline(chosen: string): string;
  /** A stored decision as a person reads it, whichever release wrote it. @param currency of its amounts */
  explain(record: ToldDecision, currency: string): Explanation;
  readonly card: ModelCard<z.output<Report>>;
}

/** A model as those see it who walk the list. */
export type DecisionModel = ModelDefinition;

/** The list, as whoever walks it may be given another one. */
export type DecisionModels = Readonly<Record<string, DecisionModel>>;

export function defineModel<
  Parameters extends z.ZodType,
  Report extends z.ZodType,
  History extends HistoryName,
  Sample,
>(model: ModelDefinition<Parameters, Report, History, Sample>): DecisionModel {
  return model as unknown as DecisionModel;
}

/** What the facts loader must bring for a node that runs the model. */
export const modelsFor = (model: DecisionModel): readonly string[] => [model.id, ...model.reads];

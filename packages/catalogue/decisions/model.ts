import type { z } from 'zod';
import type { Json } from '@millrace/base';
import type { DecisionRecord, FactMeaning, Facts } from '@millrace/flow';
import type { ModelCard } from './card.ts';
import type { DriftCheck } from './drift.ts';
import type { Explanation, ToldDecision } from './explanation.ts';
import type { Forecasts } from './forecasts.ts';
import type { Histories, HistoryName, TrainingContext } from './history.ts';
import type { PolicyReport } from './policy-report.ts';
import type { Predicts } from './predicts.ts';
import type { ChoosesProducts, ProductNow } from './products.ts';

/** A decision: its record, and the values of the facts that the model sets. */
export interface Decision {
  readonly record: DecisionRecord;
  /** By name: `segment` is `decision.segment` in conditions and messages. */
  readonly sets: Readonly<Record<string, Json>>;
}

/** A fact that a decision sets, for conditions; with an example it is offered in messages too. */
export interface DecidedFact extends FactMeaning {
  /** A sample value for messages. */
  readonly example?: string;
}

/** The result of training. The report is stored in any case. */
export interface Training<Parameters, Report> {
  /** Null when the rule should keep deciding. */
  readonly parameters: Parameters | null;
  readonly report: Report;
  /** Why training gave no parameters, a whole sentence; null when it did. */
  readonly reason: string | null;
}

/** How a person of the team says what a decision should have been. */
export interface PutRight {
  /** "What is the ticket about?" */
  readonly question: string;
  readonly options: readonly { readonly id: string; readonly label: string }[];
  /**
   * Words of the event that the flow began with that spoke for the option, strongest first. They are read each time they are
   * shown, and never stored.
   * @param parameters that were in use when it was decided; undefined when the rule decided
   */
  spokeFor(
    properties: Readonly<Record<string, Json>>,
    chosen: string,
    parameters: Json | undefined,
  ): readonly string[];
}

/** A model that decides. Each is a folder; `kinds.ts` is the list. */
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
  /** Its method and the source (paper, section or equation). */
  readonly source: string;
  /**
   * The rule it follows until there is enough to learn from, in words: `decide` without parameters does
   * exactly that.
   */
  readonly rule: string;
  /** The data needed before the model replaces the rule. */
  readonly minimum: readonly { readonly what: string; readonly count: number }[];
  /** Its inputs, in the words of a marketer. */
  readonly looksAt: readonly string[];
  /** How a decline of the model is found. */
  readonly checkedBy: string;

  /**
   * Schema of the trained parameters, stored as JSON. Stored parameters that do not fit count as not trained.
   */
  readonly parameters: Parameters;
  /** Ids of other models whose parameters `decide` reads. */
  readonly reads: readonly string[];
  /** Facts that a decision sets, by name. `decide` sets these and no others. */
  readonly facts: Readonly<Record<string, DecidedFact>>;

  /**
   * What a decision earned: the margin of all orders within so many of the person's own days after it, of the person or of the
   * cart it was about, less refunds and cancellations. Null when its decisions earn nothing.
   */
  readonly reward: { readonly of: 'person' | 'cart'; readonly days: number } | null;

  /** The kind of history it learns from. */
  readonly history: History;
  /** Training samples from history, without entries whose outcome is still open or that teach nothing. */
  samples(past: readonly Histories[History][], context: TrainingContext): readonly Sample[];
  train(
    samples: readonly Sample[],
    context: TrainingContext,
  ): Training<z.output<Parameters>, z.output<Report>>;
  /** Schema of the quality report, stored as JSON with the parameters and shown by the card. */
  readonly report: Report;
  /** Checks whether the parameters in use got worse. */
  readonly drift: DriftCheck<z.output<Report>>;
  /**
   * Whether training gives parameters only if they do better than the rule on days they did not learn from. A model
   * without this proof falls back to its rule when it gets worse; one with it goes on with what it has just learned.
   */
  readonly provesItself: boolean;
  /**
   * What other ways of deciding would have earned, for each step with decisions in the past. Left out by a model whose
   * choices have no probabilities or no reward.
   */
  readonly policies?: (past: readonly Histories[History][]) => readonly PolicyReport[];
  /** Made-up history that it can learn from, for the conformance suite. @param random in [0, 1) */
  examplePast(random: () => number): readonly Histories[History][];

  /**
   * Decides with default settings, by the parameters in `facts.models`, else by the rule.
   * @param draw in [0, 1)
   * @param products that could be shown now, for a model that chooses among products
   */
  decide(facts: Facts, draw: number, products?: readonly ProductNow[]): Decision;
  /** Only for a model that chooses the products of messages. */
  readonly products?: ChoosesProducts;
  /** Only for a model that predicts something about people. */
  readonly predicts?: Predicts<z.output<Parameters>, Sample>;
  /** Only for a model that foretells what is asked for of products. */
  readonly forecasts?: Forecasts<z.output<Parameters>, Sample>;

  /** Only for a model that learns from what the team says of its decisions. */
  readonly putRight?: PutRight;

  /**
   * The line on a customer's timeline: "Kind of shopper: Price-sensitive".
   * @param chosen id of the option
   * @param nameOf a channel inside a sentence, by its id: "text message"
   */
  headline(chosen: string, nameOf: (channel: string) => string): string;
  /** A stored decision in words, whichever release wrote it. @param currency of its amounts */
  explain(record: ToldDecision, currency: string): Explanation;
  readonly card: ModelCard<z.output<Report>>;
}

/** A model of any kind, as in the list. */
export type DecisionModel = ModelDefinition;

/** A list of models. Tests may pass another one. */
export type DecisionModels = Readonly<Record<string, DecisionModel>>;

export function defineModel<
  Parameters extends z.ZodType,
  Report extends z.ZodType,
  History extends HistoryName,
  Sample,
>(model: ModelDefinition<Parameters, Report, History, Sample>): DecisionModel {
  return model as unknown as DecisionModel;
}

/** Ids of the models whose parameters a node that runs the model needs. */
export const modelsFor = (model: DecisionModel): readonly string[] => [model.id, ...model.reads];

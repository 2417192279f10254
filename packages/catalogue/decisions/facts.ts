import type { DecidedFact, DecisionModels } from './model.ts';

/** The facts that these models set, by name. */
export const decidedFacts = (models: DecisionModels): Readonly<Record<string, DecidedFact>> =>
  Object.assign({}, ...Object.values(models).map((model) => model.facts)) as Record<string, DecidedFact>;

/** Sample values of the facts that decisions set, by name, for sample messages. */
export const exampleFactsOf = (models: DecisionModels): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(decidedFacts(models)).flatMap(([name, { example }]) =>
      example === undefined ? [] : [[name, example]],
    ),
  );

/** Sample values of the facts of people that are offered in messages, by name. */
export const examplePredictionsOf = (models: DecisionModels): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.values(models).flatMap(({ predicts }) =>
      Object.entries(predicts?.facts ?? {}).flatMap(([name, { example }]) =>
        example === undefined ? [] : [[name, example]],
      ),
    ),
  );

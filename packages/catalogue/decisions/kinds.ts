import type { DecisionModels } from './model.ts';
import { bestChannelModel } from './best-channel/model.ts';
import { bestHourModel } from './best-hour/model.ts';
import { lifetimeValueModel } from './lifetime-value/model.ts';
import { offerModel } from './offer/model.ts';
import { productDemandModel } from './product-demand/model.ts';
import { recommendModel } from './recommend/model.ts';
import { recoveryModel } from './recovery/model.ts';
import { reorderDateModel } from './reorder-date/model.ts';
import { ticketClassModel } from './ticket-class/model.ts';

/**
 * The only list of models, by id. Training, conditions, messages, timeline, settings and the conformance
 * suite read it.
 */
export const DECISION_MODELS: DecisionModels = {
  recovery: recoveryModel,
  offer: offerModel,
  recommend: recommendModel,
  'lifetime-value': lifetimeValueModel,
  'reorder-date': reorderDateModel,
  'best-hour': bestHourModel,
  'product-demand': productDemandModel,
  'ticket-class': ticketClassModel,
  'best-channel': bestChannelModel,
};

export * from './card.ts';
export { knownInputs, spaced, type Explanation, type ToldDecision } from './explanation.ts';
export type { Drift } from './drift.ts';
export * from './facts.ts';
export * from './history.ts';
export { readForecast, type ForecastProduct, type Forecasts, type ProductForecast } from './forecasts.ts';
export * from './reorder.ts';
export {
  defineModel,
  modelsFor,
  type DecidedFact,
  type Decision,
  type DecisionModel,
  type DecisionModels,
  type PutRight,
  type Training,
} from './model.ts';
export {
  predictedFacts,
  samplePredictions,
  type PredictedFact,
  type PredictedPerson,
  type PredictedReorder,
  type Predicts,
} from './predicts.ts';
export {
  PRODUCT_BASES,
  type ChoosesProducts,
  type ProductBasis,
  type ProductNow,
  type ProductWish,
} from './products.ts';
export { policySentence, readPolicies, type PolicyEstimate, type PolicyReport } from './policy-report.ts';
export { VISIT_DAYS, VISIT_EVENTS } from './visits.ts';
export { fellBackSchema, readLearned, type FellBack, type Learned } from './learned.ts';

import type { DecisionModel } from './model.ts';
import { offerModel } from './offer/model.ts';
import { recommendModel } from './recommend/model.ts';
import { recoveryModel } from './recovery/model.ts';

/** Every model that decides, by name. The one list: docs, settings and the conformance suite walk it. */
export const DECISION_MODELS: Readonly<Record<string, DecisionModel>> = {
  recovery: recoveryModel,
  offer: offerModel,
  recommend: recommendModel,
};

export type { DecisionModel } from './model.ts';
export * from './recovery/index.ts';
export * from './offer/index.ts';
export * from './recommend/index.ts';

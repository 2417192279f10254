export {
  DEFAULT_EXPLORATION,
  needsCode,
  NO_OFFER,
  OFFER_KINDS,
  offerOptionSchema,
  offerWords,
  type OfferOption,
  type OfferSettings,
} from './options.ts';
export { chooseOffer, factsOfOffer, type OfferChoice } from './choose.ts';
export { basketOf, smallestOrder, type Basket, type Discount } from './margin.ts';
export { limitRefusal } from './limits.ts';
export { offerModel } from './model.ts';
export { offerContext, offerContextSchema, type OfferContext } from './context.ts';
export { eligibility, type Eligibility } from './eligibility.ts';
export { emptyOfferParameters, offerParametersSchema, type OfferParameters } from './parameters.ts';
export { learnOffers, observeOffer, offerObservation, type OfferObservation } from './observe.ts';
export { rewardModel, type RewardModel } from './reward.ts';
export { MINIMUM_TRIES } from './minimum.ts';

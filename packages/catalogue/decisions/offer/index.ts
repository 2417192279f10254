export { NO_OFFER, DEFAULT_EXPLORATION, offerOptionSchema, offerWords, type OfferOption, type OfferSettings } from './options.ts';
export { chooseOffer, type OfferChoice } from './choose.ts';
export { eligibility, type Eligibility } from './eligibility.ts';
export { MINIMUM_TRIES } from './minimum.ts';

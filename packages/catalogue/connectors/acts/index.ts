export { answerChoice } from './answer-choice.ts';
export { ACT_CAPABILITIES, actCapability, type ActCapability } from './capabilities.ts';
export { changeList } from './change-list.ts';
export { changePoints, MOST_POINTS } from './change-points.ts';
export { BEYOND, changePrice, PRICE_CHANGES, type PriceTerms } from './change-price.ts';
export { changeProfile, PROPERTY_TYPES } from './change-profile.ts';
export { ANSWER_LENGTH } from './customer-answers.ts';
export { HOLD_REASONS } from './hold-order.ts';
export { grantTier } from './grant-tier.ts';
export { mailTeam, MOST_ADDRESSES, REPORT_PERIODS, type ReportPeriod } from './mail-team.ts';
export { makeCode } from './make-code.ts';
export { addressProblem } from './request-address.ts';
export { bodyProblem } from './request-body.ts';
export { newPrice } from './new-price.ts';
export { refund } from './refund.ts';
export { tagCustomer } from './tag-customer.ts';
export { tagOrder } from './tag-order.ts';
export { trackEvent } from './track-event.ts';
export {
  HEADER_NAME,
  KEPT_TYPES,
  keptField,
  METHODS,
  OWN_HEADERS,
  webRequest,
  type KeptField,
} from './web-request.ts';
export {
  followWork,
  openWork,
  WORK_ROLE_LABELS,
  WORK_ROLES,
  workFor,
  type WorkFor,
  type WorkRole,
} from './work.ts';
export { writeNote } from './write-note.ts';
export { PRODUCT_TEXTS } from './write-product.ts';
export { withdrawConsent } from './withdraw-consent.ts';

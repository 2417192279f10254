export {
  NO_OFFER,
  discountOf,
  marginOf,
  type ExitStep,
  type LeftCart,
  type Offer,
  type Shopper,
  type Touch,
} from './cart.ts';
export { NEEDS, NEED_SHARES, traitsOf, type Need, type Traits } from './traits.ts';
export {
  asksWhere,
  fateOf,
  flawOf,
  type Fate,
  type ReturnReason,
  type TicketTopic,
} from './after-delivery.ts';
export { FALSE_PIECES, isFalseOrder } from './false-orders.ts';
export { trafficAt } from './traffic.ts';
export { RETURN_WITHIN, returnChance, returnsAt } from './by-themselves.ts';
export { buysAtOnceChance, codeChance, exitStep, looksAgainChance } from './sessions.ts';
export { hourFactor, leaveChance, persuadeChance, reactionTo, readChance, type Reaction } from './touches.ts';
export { simulateCart, type CartOutcome } from './simulate-cart.ts';
export { expectedMargin, purchaseChance, trueUplift } from './expected.ts';
export {
  classicPolicy,
  simulateTrial,
  trialSubject,
  trialWorld,
  trueLift,
  writeNothing,
  type Policy,
  type TrialRow,
  type TrialSubject,
  type TrueLift,
} from './trial.ts';

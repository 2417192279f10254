export { keepItems, keepReasons, type ReturnRow } from './draft.ts';
export { findOrder, findOrderSchema, type OrderSought } from './find-order.ts';
export { forgetReturns } from './forget-returns.ts';
export type { KeptItem } from './kept-item.ts';
export { nameOf, openOrder, type OpenOrder } from './open-order.ts';
export { progressOf, RETURN_STEPS, STEP_EVENTS, type ReturnProgress, type ReturnStep } from './progress.ts';
export {
  readItems,
  readReturn,
  returnsPage,
  type ItemsPage,
  type OfferedLine,
  type ReturnRead,
  type ReturnsPage,
  type StoreLook,
} from './read-return.ts';
export { returnPolicy } from './return-policy.ts';
export { returnsAddress } from './returns-address.ts';
export { isFilledIn, judgeItems, sendReturn, type JudgedItem, type Sent } from './send-return.ts';
export {
  FILLED_IN_WITHIN,
  LINK_VALID_FOR,
  orderOfToken,
  orderToken,
  returnOfToken,
  returnToken,
} from './tokens.ts';

export * from './contribution.ts';
export {
  NO_ORDER,
  accountOf,
  type AccountRules,
  type OrderAccount,
  type OrderRecord,
  type SoldLine,
} from './order-account.ts';
export {
  NOTHING_SAID,
  compareVersions,
  fieldOf,
  joinOrders,
  newerTold,
  placedAtOf,
  tellOrder,
  versionOf,
  type OrderState,
  type OrderWord,
  type Told,
} from './order-state.ts';
export type * from './order-types.ts';
export { costKey } from './refund-account.ts';

export { lifetimeRange } from './lifetime-range.ts';
export {
  activeChance,
  expectedOrders,
  fitOrderCounts,
  usualNextOrder,
  type OrderCounts,
  type OrderHistory,
} from './order-counts.ts';
export { expectedOrderValue, fitOrderValues, type OrderValues, type SpendHistory } from './order-values.ts';

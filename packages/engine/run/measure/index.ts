export { mergeShards } from './arm-sums.ts';
export { rollUpCounters } from './roll-up-counters.ts';
export { changePerson } from './ledger.ts';
export { type CountsChecked, checkCounts } from './recount/check-counts.ts';
export type { Difference } from './recount/compared.ts';
export { recount } from './recount/recount.ts';
export { settleOrder } from './settle-order.ts';

export { type LoadedFacts, loadFacts, readCustomer, storeFacts, storeFactsFor } from './load-facts.ts';
export { readProducts } from './read-products.ts';
export { supplyOfRow, type SupplyRow } from './supply-rows.ts';
export {
  type CartRow,
  type CustomerRow,
  type EventRow,
  type OrderRow,
  type ProductRow,
  REAL_TIME,
  cartFacts,
  clockOf,
  customerFacts,
  optInsOf,
  eventFact,
  orderFacts,
  productFacts,
} from './rows.ts';

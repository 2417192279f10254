import type { StoreSettings } from '@millrace/core/store';
import type { Tx } from '@millrace/db';
import type { DecisionModel, Histories } from '@millrace/decisions';
import { pastBuyers } from './past-buyers.ts';
import { pastCarts } from './past-carts.ts';
import { pastDecisions, pastSends } from './past-decisions.ts';
import { pastOrders } from './past-orders.ts';
import { pastProducts } from './past-products.ts';
import { pastShoppers } from './past-shoppers.ts';
import { pastTickets } from './past-tickets.ts';
import { pastVisitors } from './past-visitors.ts';

/** Reads the part of the shop's past that a model is trained on. */
export function readHistory(
  tx: Tx,
  model: Pick<DecisionModel, 'id' | 'history'>,
  settings: StoreSettings,
  now: number,
): Promise<readonly Histories[keyof Histories][]> {
  switch (model.history) {
    case 'carts':
      return pastCarts(tx, settings.zone, now);
    case 'decisions':
      return pastDecisions(tx, model.id, now);
    case 'sends':
      return pastSends(tx, model.id, now);
    case 'orders':
      return pastOrders(tx, now);
    case 'buyers':
      return pastBuyers(tx, now);
    case 'shoppers':
      return pastShoppers(tx, settings.zone, now);
    case 'products':
      return pastProducts(tx, settings.zone, now);
    case 'visitors':
      return pastVisitors(tx, model.id, settings.zone, now);
    case 'tickets':
      return pastTickets(tx, model.id, now);
  }
}

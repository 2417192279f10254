import { parcelId } from '../../journeys/journey.ts';
import type { Desk, KnownOrder, Operations, UserError } from '../desk.ts';
import { holdNode, parcelNode } from '../nodes/order-node.ts';
import { notAnswered } from '../search.ts';

interface HoldArgs {
  readonly id: string;
  readonly fulfillmentHold: {
    readonly reason: string;
    readonly reasonNotes?: string | null;
    readonly handle?: string | null;
    readonly notifyMerchant?: boolean | null;
    readonly externalId?: string | null;
    readonly fulfillmentOrderLineItems?: readonly unknown[] | null;
  };
}
interface ReleaseArgs {
  readonly id: string;
  readonly holdIds?: readonly string[] | null;
}

/** Holds of whole parcels. Refuses, with a sentence, to hold a part of one. */
export const holds: Operations = {
  fulfillmentOrderHold({ id, fulfillmentHold }: HoldArgs, desk) {
    if (fulfillmentHold.fulfillmentOrderLineItems?.length)
      throw notAnswered('This shop holds whole parcels only.');
    const order = orderOfParcel(id, desk);
    const { hold, sentAt } = order?.journey ?? {};
    const handle = fulfillmentHold.handle ?? '';
    if (!order || (sentAt ?? null) !== null) return failed(NOT_FOUND);
    if (hold?.handle === handle)
      return failed({
        code: 'DUPLICATE_FULFILLMENT_HOLD_HANDLE',
        field: ['fulfillmentHold', 'handle'],
        message: 'The handle provided for the fulfillment hold is already in use by this app',
      });
    const made = {
      id: parcelId(order.journey) + 3,
      handle,
      reason: fulfillmentHold.reason,
      note: fulfillmentHold.reasonNotes ?? null,
    };
    desk.hold(order, made);
    return {
      fulfillmentHold: holdNode(made),
      fulfillmentOrder: parcelNode(order.journey),
      remainingFulfillmentOrder: null,
      userErrors: [],
    };
  },
  fulfillmentOrderReleaseHold({ id, holdIds }: ReleaseArgs, desk) {
    const order = orderOfParcel(id, desk);
    const hold = order?.journey.hold;
    if (!order) return { fulfillmentOrder: null, userErrors: [NOT_FOUND] };
    if (hold && (holdIds == null || holdIds.includes(holdNode(hold).id))) desk.hold(order, null);
    return { fulfillmentOrder: parcelNode(order.journey), userErrors: [] };
  },
};

const NOT_FOUND: UserError = {
  code: 'FULFILLMENT_ORDER_NOT_FOUND',
  field: ['id'],
  message: 'Fulfillment order does not exist',
};

const failed = (error: UserError) => ({
  fulfillmentHold: null,
  fulfillmentOrder: null,
  remainingFulfillmentOrder: null,
  userErrors: [error],
});

const orderOfParcel = (id: string, desk: Desk): KnownOrder | undefined =>
  desk.orders().find(({ journey }) => parcelNode(journey).id === id);

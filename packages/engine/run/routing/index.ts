export { abandonCarts } from './abandon-carts.ts';
export { type OutboxEntry, claimOutbox } from './claim-outbox.ts';
export { routeNext } from './route-events.ts';
export { countArrivals, seeToArrivals } from './waiting-arrivals.ts';

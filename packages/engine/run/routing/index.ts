export { abandonCarts } from './abandon-carts.ts';
export { type Dispatch, claimDispatches } from './claim-dispatches.ts';
export { routeNext } from './route-events.ts';
export { siftEvents } from './sift-events.ts';
export { countArrivals, seeToArrivals } from './waiting-arrivals.ts';

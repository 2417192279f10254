export { filterEvents } from './filter-events.ts';
export { listenersOf, wantedOf } from './listeners.ts';

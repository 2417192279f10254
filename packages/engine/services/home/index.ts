export { type HomeView, type NeedsYou, readHome } from './read-home.ts';
export { readReadiness } from './read-readiness.ts';

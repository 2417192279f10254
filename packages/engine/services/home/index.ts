export { type HomeView, type NeedsYou, readHome } from './read-home.ts';

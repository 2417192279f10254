export { countEntries } from './count-entries.ts';
export { askCount, readForYourStore } from './for-your-store.ts';
export { templateNeeds } from './template-needs.ts';
export type { ForYourStore, TemplateFit } from './shapes.ts';

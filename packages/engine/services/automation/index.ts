export { countEntries } from './count-entries.ts';
export { askCount, readForYourStore } from './for-your-store.ts';
export { readAutomation, type AutomationView } from './read-automation.ts';
export { addOutsideFlow, removeOutsideFlow } from './outside/change-outside.ts';
export { templateNeeds } from './template-needs.ts';
export type { ForYourStore, TemplateFit } from './shapes.ts';

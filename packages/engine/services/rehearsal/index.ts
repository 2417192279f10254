export { actInRehearsal } from './act-in-rehearsal.ts';
export { guardWith } from './guard-sends.ts';
export { previewTrigger } from './preview-trigger.ts';
export { rehearseFlow } from './rehearse-flow.ts';
export { type RehearsedCount, listRehearsed } from './rehearsed-people.ts';
export { readRehearsed } from './rehearsed-person.ts';
export type { RehearsalView, RehearsedPage } from './shapes.ts';
export type { RehearsedPerson } from './story-shapes.ts';

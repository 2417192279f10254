export { toyKinds } from './toy-kinds.ts';
export * from './make.ts';
export * from './random-flows.ts';
export { sampleProperties } from './sample-events.ts';

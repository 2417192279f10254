export { readGraph } from './read-graph.ts';
export { readPlan } from './read-plan.ts';
export { kinds, step } from './the-step.ts';
export { resolveCondition, resolveSegmentsOf } from './segments.ts';

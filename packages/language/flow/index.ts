export * from './event-types.ts';
export * from './intake.ts';
export * from './condition.ts';
export * from './facts.ts';
export * from './graph.ts';
export * from './kind.ts';
export * from './plan.ts';

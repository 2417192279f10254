export { flowAnalytics, flowCounts, keepLiftHistories } from './flow-analytics.ts';
export type { Counts, FlowAnalytics, MetricView } from './shapes.ts';

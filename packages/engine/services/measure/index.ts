export { chooseTestVariant, listTests, type TestView } from './ab-tests.ts';
export { flowAnalytics, flowCounts, keepLiftHistories } from './flow-analytics.ts';
export type { Counts, FlowAnalytics, MetricView } from './shapes.ts';

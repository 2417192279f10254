export { chooseTestVariant, listTests, type TestView } from './ab-tests.ts';
export { readGlobalHoldout, type GlobalHoldoutView } from './global-holdout.ts';
export { flowPolicies, type PoliciesView } from './flow-policies.ts';
export { planHoldout, type HoldoutPlanView } from './plan-holdout.ts';
export { flowAnalytics, flowCounts, keepLiftHistories } from './flow-analytics.ts';
export type { Counts, FlowAnalytics, MetricView } from './shapes.ts';
export { flowFigures, keepFlowFigures, type FlowFigure, type FlowFigures } from './flow-figures.ts';
export { keepFlowMetrics } from './flow-metrics.ts';

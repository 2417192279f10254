export { type Counted, type CountedView, listCounted } from './behind-count.ts';
export type { DecisionView } from './decision-shape.ts';
export { enrolByHand } from './enrol-by-hand.ts';
export { putDecisionRight } from './put-decision-right.ts';
export { decisionReaderOf, getDecision } from './read-decision.ts';
export {
  type EnrolmentView,
  type TracedEnrolment,
  type TraceView,
  getEnrolment,
  listEnrolments,
} from './read-enrolments.ts';

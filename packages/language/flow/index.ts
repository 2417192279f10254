export * from './event-types.ts';
export * from './intake.ts';
export * from './condition.ts';
export * from './facts.ts';
export * from './graph.ts';
export * from './kind.ts';
export * from './plan.ts';
export { compile, eventInSentence, eventLabel, planText } from './compile.ts';
export { initialCursor, isDone, exitStep, endStep, landingOf, moveStep } from './cursor.ts';
export { describeCondition } from './describe-condition.ts';
export { evaluate } from './evaluate.ts';
export {
  concernedSince,
  endsByPurchase,
  enrolmentKey,
  exitFor,
  heardAs,
  hears,
  isOverAlready,
  isSameThing,
  matchedId,
  mayReenter,
  triggerMatches,
  type EnrolmentRefs,
} from './event-match.ts';
export * from './fact-fields.ts';
export { bringUp, currentVersion } from './kind-versions.ts';
export { messageIdOf, visitKey } from './message-id.ts';
export { conditionsIn, EVER_DAYS, leavesOf, needsOf, needsOfCondition } from './needs.ts';
export { migrateGraph, parseGraph } from './parse-graph.ts';
export type { ReasonGone } from './reason-gone.ts';
export { createStep, type Step } from './step.ts';
export { sentencesOf, titleAt, type ConfigSentence } from './validate/config-sentences.ts';
export { validate } from './validate/validate.ts';
export { MOST_MOVES } from './walk.ts';
export * from './reply-words.ts';

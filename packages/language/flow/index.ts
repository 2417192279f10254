export * from './event-types.ts';
export * from './event-fields.ts';
export * from './intake.ts';
export * from './condition.ts';
export * from './facts.ts';
export * from './graph.ts';
export * from './kind.ts';
export * from './plan.ts';
export { beginTrial, endTrial, TRIAL_DAYS, trialDaysLeft, trialName } from './beside.ts';
export { canBegin } from './can-begin.ts';
export { changesBetween } from './changes.ts';
export { compile, eventInSentence, eventLabel, planText } from './compile.ts';
export { applyEdits, type Fix, type GraphEdit } from './graph-edit.ts';
export { initialCursor, isDone, exitStep, endStep, landingOf, moveStep } from './cursor.ts';
export { COUNTS_DAYS } from './date-test.ts';
export { describeCondition } from './describe-condition.ts';
export { evaluate } from './evaluate.ts';
export {
  FACTS_CHANGED,
  listenedAs,
  watchesFacts,
  concernedSince,
  endsByPurchase,
  entersBy,
  entryEvents,
  enrolmentKey,
  exitFor,
  heardAs,
  hears,
  isAboutPeople,
  isOverAlready,
  isSameThing,
  matchedId,
  mayReenter,
  passesFilter,
  thingOf,
  triggerMatches,
  type EnrolmentRefs,
} from './event-match.ts';
export * from './fact-fields.ts';
export * from './returns/index.ts';
export { factReader, MOVED_BY_ORDERS, ORDERS_FOR_REORDER } from './fact-path.ts';
export { bringUp, bringUpGraph, currentVersion } from './kind-versions.ts';
export { callIdOf, messageIdOf, visitKey } from './message-id.ts';
export {
  conditionsIn,
  EVER_DAYS,
  leavesOf,
  outerLeavesOf,
  mergeNeeds,
  needsOf,
  needsOfCondition,
  segmentsNamed,
} from './needs.ts';
export { nextChange } from './next-change.ts';
export { resolvePlan, resolveSegments, type SegmentConditions } from './resolve-segments.ts';
export { failNotReady } from './not-ready.ts';
export { migrateGraph, parseGraph } from './parse-graph.ts';
export type { ReasonGone } from './reason-gone.ts';
export { bringUpPlan } from './stored-plan.ts';
export { senselessIn, senseOf, type Sense, type Senseless } from './sense/sense.ts';
export { createStep, type Step } from './step.ts';
export { leadsBack } from './validate/cycles.ts';
export { sentencesOf, titleAt, type ConfigSentence } from './validate/config-sentences.ts';
export { needsPerson, RECOVERY_EVENTS } from './validate/purpose.ts';
export { inOrder, validate } from './validate/validate.ts';
export { MOST_MOVES } from './walk.ts';
export {
  numberDay,
  numberTitle,
  numberValue,
  STORE_NUMBERS,
  storeNumber,
  type StoreNumber,
} from './store-numbers.ts';
export * from './trigger-source.ts';
export { dateMoments, momentsOfDay, zoneOf, type DateMoment } from './sources/date-moments.ts';
export { nextRun, runsBetween, type ScheduleRun } from './sources/schedule-runs.ts';
export { isNews } from './sources/product-news.ts';
export { numeric } from './numeric.ts';
export * from './reply-words.ts';
export {
  countOfSubject,
  entriesOfSubject,
  noneOfSubject,
  subjectNoun,
  subjectNouns,
  withArticle,
} from './subject-words.ts';

export { forgetAnswers } from './forget-answers.ts';
export { judgeDueVisits } from './judge-visits.ts';
export { markClosed, markShown } from './mark-shown.ts';
export {
  type Preferences,
  readPreferences,
  recordClick,
  recordOpen,
  recordPage,
  recordShortClick,
  unsubscribe,
} from './track.ts';
export { LONGEST_COMMENT, readSurvey, type SurveyPage, takeAnswer } from './take-answer.ts';
export type { KeptVisit, VisitSigns } from './visits.ts';

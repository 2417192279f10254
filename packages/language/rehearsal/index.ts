export { answering, EVERY_HOUR_ALIKE, type Answers, type ChannelAnswers, type Delays } from './answers.ts';
export {
  measureAnswers,
  WEIGHT_OF_USUAL,
  type AnsweredMessage,
  type MeasuredAnswers,
} from './measure-answers.ts';
export { afterOrder } from './person-state.ts';
export { beginRehearsal, rehearse, type RunningRehearsal } from './rehearse.ts';
export { takenAsDone } from './person-walk.ts';
export { samplePeople, type SampleOptions, type SampleShares } from './sample-people.ts';
export type {
  NodeCounts,
  Rehearsal,
  RehearsalCall,
  RehearsalEvent,
  RehearsalHost,
  RehearsalOptions,
  RehearsalPerson,
  RehearsalSend,
  RehearsedAnswer,
  RehearsedEnrolment,
  RehearsedMessage,
  Verdict,
} from './types.ts';

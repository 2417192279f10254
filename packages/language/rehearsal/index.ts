export { beginRehearsal, rehearse, type RunningRehearsal } from './rehearse.ts';
export { samplePeople, type SampleOptions } from './sample-people.ts';
export type {
  NodeCounts,
  Rehearsal,
  RehearsalEvent,
  RehearsalHost,
  RehearsalOptions,
  RehearsalPerson,
  RehearsalSend,
  RehearsedEnrolment,
  RehearsedMessage,
  Verdict,
} from './types.ts';

export { type CallRow, type CallStatus, readCall } from './call-row.ts';
export {
  type EnrolmentRow,
  factsWanted,
  lockEnrolment,
  readEnrolment,
  waitsForResume,
} from './enrolment-row.ts';
export { type FlowRow, readFlow, readFlowView } from './flow-row.ts';
export {
  type FlowState,
  type FlowView,
  flowFields,
  flowSchema,
  flowStateSchema,
  graphShape,
} from './flow-shapes.ts';
export { BELOW_NOTES, NOTE_ORDINALS, type NoteOrdinals } from './note-ordinals.ts';
export type { Instruction } from './instruction.ts';
export { isErased, readLiving } from './living.ts';
export { laneOf, lockCustomer, lockCustomers, lockPart } from './lock.ts';
export { type MessageRow, type MessageStatus, readMessage } from './message-row.ts';
export { FIRST_ID, type PageDone, type BulkJobPage, type BulkJob } from './bulk-job.ts';

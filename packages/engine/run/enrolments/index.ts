export { advance } from './advance.ts';
export { endEnrolment } from './end-enrolment.ts';
export { type EntryResult, type LiveFlow, enrolCustomer } from './enrol-customer.ts';
export { writeRefusal } from './write-refusal.ts';

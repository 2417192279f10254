export { eraseCustomer } from './erase-customer.ts';
export { exportCustomer } from './export-customer.ts';
export { getCustomer, listCustomers } from './read-customers.ts';
export type { CustomerView, FoundCustomer, TimelineItem } from './shapes.ts';
export { customerTimeline, timelineOf } from './timeline.ts';
export { setConsent, updateCustomer } from './update-customer.ts';

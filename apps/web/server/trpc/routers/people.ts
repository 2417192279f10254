import {
  cancelEnrolment,
  customerTimeline,
  eraseCustomer,
  exportCustomer,
  getCustomer,
  getDecision,
  getEnrolment,
  getOutboxMessage,
  listCustomers,
  listEnrolments,
  listOutbox,
  resolveUnknown,
  setConsent,
  updateCustomer,
} from '@millrace/services';
import { change, read } from '../adapt.ts';
import { router } from '../init.ts';

export const customers = router({
  list: read(listCustomers),
  get: read(getCustomer),
  timeline: read(customerTimeline),
  export: read(exportCustomer),
  update: change(updateCustomer),
  setConsent: change(setConsent),
  erase: change(eraseCustomer),
});

export const messages = router({
  list: read(listOutbox),
  get: read(getOutboxMessage),
  resolveUnknown: change(resolveUnknown),
});

export const enrolments = router({
  list: read(listEnrolments),
  get: read(getEnrolment),
  cancel: change(cancelEnrolment),
});

export const decisions = router({ get: read(getDecision) });

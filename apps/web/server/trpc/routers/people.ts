import {
  cancelEnrolment,
  customerTimeline,
  eraseCustomer,
  exportCustomer,
  getCustomer,
  getDecision,
  getEnrolment,
  getMessage,
  listCounted,
  listCustomers,
  listEnrolments,
  listMessages,
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
  export: read(exportCustomer, { weight: 5 }),
  update: change(updateCustomer),
  setConsent: change(setConsent),
  erase: change(eraseCustomer),
});

export const messages = router({
  list: read(listMessages),
  get: read(getMessage),
  resolveUnknown: change(resolveUnknown),
});

export const enrolments = router({
  list: read(listEnrolments),
  counted: read(listCounted),
  get: read(getEnrolment),
  cancel: change(cancelEnrolment),
});

export const decisions = router({ get: read(getDecision) });

import { change, read } from '../adapt.ts';
import {
  customerTimeline,
  eraseCustomer,
  exportCustomer,
  getCustomer,
  listCustomers,
  setConsent,
  updateCustomer,
} from '@millrace/services/customers';
import {
  getDecision,
  getEnrolment,
  listCounted,
  listEnrolments,
  putDecisionRight,
} from '@millrace/services/enrolments';
import { changeCustomerPoints, grantCustomerTier, listPoints } from '@millrace/services/loyalty';
import { cancelEnrolment } from '@millrace/services/flows';
import { getLoggedMessage, listMessageLog, resolveUnknown } from '@millrace/services/message-log';
import { router } from '../init.ts';

export const customers = router({
  list: read(listCustomers),
  get: read(getCustomer),
  timeline: read(customerTimeline),
  export: read(exportCustomer, { weight: 5 }),
  update: change(updateCustomer),
  setConsent: change(setConsent),
  points: read(listPoints),
  changePoints: change(changeCustomerPoints),
  grantTier: change(grantCustomerTier),
  erase: change(eraseCustomer),
});

export const messages = router({
  list: read(listMessageLog),
  get: read(getLoggedMessage),
  resolveUnknown: change(resolveUnknown),
});

export const enrolments = router({
  list: read(listEnrolments),
  counted: read(listCounted),
  get: read(getEnrolment),
  cancel: change(cancelEnrolment),
});

export const decisions = router({ get: read(getDecision), putRight: change(putDecisionRight) });

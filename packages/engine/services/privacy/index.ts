export { type PrivacyRequestView, closePrivacyRequest, listPrivacyRequests } from './requests.ts';

export { ACT_CAPABILITIES, actCapability, type ActCapability } from './capabilities.ts';
export { changeProfile, PROPERTY_TYPES } from './change-profile.ts';
export { makeCode } from './make-code.ts';
export { addressProblem } from './request-address.ts';
export { bodyProblem } from './request-body.ts';
export { tagCustomer } from './tag-customer.ts';
export { HEADER_NAME, KEPT_TYPES, keptField, METHODS, OWN_HEADERS, webRequest, type KeptField } from './web-request.ts';

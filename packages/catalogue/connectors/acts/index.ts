export { ACT_CAPABILITIES, actCapability, type ActCapability } from './capabilities.ts';
export { HEADER_NAME, httpRequest, KEPT_TYPES, keptField, METHODS, OWN_HEADERS, type KeptField } from './http-request.ts';
export { makeCode } from './make-code.ts';
export { tagCustomer } from './tag-customer.ts';
export { PROPERTY_TYPES, updateProfile } from './update-profile.ts';
export { addressProblem } from '../http/address.ts';
export { bodyProblem } from '../http/body.ts';

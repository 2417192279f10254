export { listCarriers } from './list-carriers.ts';
export { type CallView, getCall, listCalls } from './read-calls.ts';
export { resolveUnknownCall } from './resolve-call.ts';

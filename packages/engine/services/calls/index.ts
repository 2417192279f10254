export { listCarriers } from './list-carriers.ts';
export { type CallView, listCalls } from './read-calls.ts';
export { resolveUnknownCall } from './resolve-call.ts';

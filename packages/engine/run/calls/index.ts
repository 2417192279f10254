export { type ActingConnection, carrierFor } from './carrier.ts';
export { changeCall } from './change-call.ts';
export { STOPPED, lookAgainAtCalls } from './look-again-at-calls.ts';

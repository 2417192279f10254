import type { ActCall } from '../act.ts';

/** The mark in whatever was made for a call, by which it is found again where a system knows no keys. */
export const markOf = ({ callId }: ActCall): string => `(Millrace ${callId.replaceAll('-', '').slice(-12)})`;

import { hash53 } from '@millrace/base';

/** `<enrolment>/<node>/<visit>`: what a node does on one visit has this name for ever. */
export function visitKey(enrolmentId: string, node: string, visit: number): string {
  return `${enrolmentId}/${node}/${visit}`;
}

const DIGITS = Array.from({ length: 65_536 }, (_, value) => value.toString(16).padStart(4, '0'));
const digits = (value: number): string => DIGITS[value & 0xffff]!;

/**
 * The id of the message of one visit: a UUID version 8 (RFC 9562, section 5.8) whose 122 free bits come from three
 * hashes of the key. The same visit always gives the same id, so a step done twice plans the same message.
 */
export function messageIdOf(key: string): string {
  const first = hash53(key, 0x6d1), second = hash53(key, 0x6d2), third = hash53(key, 0x6d3);
  return `${digits(first / 65_536)}${digits(first)}-${digits(first / 4_294_967_296)}-8${digits(second).slice(1)}-${digits(((second / 65_536) & 0x3fff) | 0x8000)}-${digits(second / 4_294_967_296)}${digits(third)}${digits(third / 65_536)}`;
}

/** `<enrolment>/<node>/<visit>`: what a node does on one visit has this name for ever. */
export function visitKey(enrolmentId: string, node: string, visit: number): string {
  return `${enrolmentId}/${node}/${visit}`;
}

const BYTES = Array.from({ length: 256 }, (_, value) => value.toString(16).padStart(2, '0'));

function word(value: number): string {
  return BYTES[value >>> 24]! + BYTES[(value >>> 16) & 255]! + BYTES[(value >>> 8) & 255]! + BYTES[value & 255]!;
}

/** Spreads every bit of a 32-bit word over all of them: the finaliser of MurmurHash3 (A. Appleby). */
function spread(value: number): number {
  let mixed = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}

/** The id of the call of one visit: a node sends or calls, never both on one visit. */
export const callIdOf = (key: string): string => messageIdOf(key);

/**
 * The id of the message of one visit: a UUID version 8 (RFC 9562, section 5.8) with 122 bits hashed from the key in one
 * pass of four 32-bit lanes. The same visit always gives the same id, so a step done twice plans the same message.
 */
export function messageIdOf(key: string): string {
  let first = 0x243f6a88,
    second = 0x85a308d3,
    third = 0x13198a2e,
    fourth = 0x03707344;
  for (let index = 0; index < key.length; index += 1) {
    const code = key.charCodeAt(index);
    first = Math.imul(first ^ code, 0x9e3779b1);
    second = Math.imul(second ^ code, 0x5f356495);
    third = Math.imul(third ^ code, 0x85ebca77);
    fourth = Math.imul(fourth ^ code, 0x27d4eb2f);
    // Multiplying carries bits upwards only; turning the word brings them down again.
    first = (first << 13) | (first >>> 19);
    third = (third << 17) | (third >>> 15);
  }
  first = (spread(first ^ key.length) + spread(second)) | 0;
  second = (spread(second ^ first) + spread(third)) | 0;
  third = (spread(third ^ second) + spread(fourth)) | 0;
  fourth = (spread(fourth ^ third) + first) | 0;
  const middle = word((second & 0xffff0fff) | 0x8000),
    end = word((third & 0x3fffffff) | 0x80000000);
  return `${word(first)}-${middle.slice(0, 4)}-${middle.slice(4)}-${end.slice(0, 4)}-${end.slice(4)}${word(fourth)}`;
}

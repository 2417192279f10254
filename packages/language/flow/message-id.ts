import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';

/** `<enrolment>/<node>/<visit>`: the permanent key of what a node does on one visit. */
export function visitKey(enrolmentId: string, node: string, visit: number): string {
  return `${enrolmentId}/${node}/${visit}`;
}

const HEX = Array.from({ length: 256 }, (_, value) => value.toString(16).padStart(2, '0'));
/** Two bytes in hexadecimal. */
const pair = (bytes: Uint8Array, index: number): string => HEX[bytes[index]!]! + HEX[bytes[index + 1]!]!;
/** A buffer allocated once, large enough for all keys but those with very long node ids. */
const room = new Uint8Array(256);

/** The UTF-8 bytes of a key, copied fast when it is ASCII. The bytes are valid until the next call. */
function bytesOf(key: string): Uint8Array {
  if (key.length > room.length) return utf8ToBytes(key);
  for (let index = 0; index < key.length; index += 1) {
    const code = key.charCodeAt(index);
    if (code > 127) return utf8ToBytes(key);
    room[index] = code;
  }
  return room.subarray(0, key.length);
}

/** Allocated once as well: for so short a key, allocating a hash costs as much as computing it. */
const fresh = sha256.create();
const hash = sha256.create();
const digest = new Uint8Array(hash.outputLen);

/** The SHA-256 of a key; valid until the next call. */
function digestOf(key: string): Uint8Array {
  fresh._cloneInto(hash).update(bytesOf(key)).digestInto(digest);
  return digest;
}

/** The id of a call. It shares its key with message ids, since a node never sends and calls on one visit. */
export const callIdOf = (key: string): string => messageIdOf(key);

/**
 * The id of the message of one visit: a UUID version 8 (RFC 9562, section 5.8) with 122 bits of the SHA-256
 * of the key. The same visit always gives the same id, so a step that runs twice plans the same message.
 */
export function messageIdOf(key: string): string {
  const bytes = digestOf(key);
  bytes[6] = (bytes[6]! & 0x0f) | 0x80;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  return `${pair(bytes, 0)}${pair(bytes, 2)}-${pair(bytes, 4)}-${pair(bytes, 6)}-${pair(bytes, 8)}-${pair(bytes, 10)}${pair(bytes, 12)}${pair(bytes, 14)}`;
}

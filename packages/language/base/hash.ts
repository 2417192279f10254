/**
 * A 53-bit hash of a text. People are assigned by a salted hash, never by a fresh random number, so that a
 * person's assignment never changes and a rehearsal gives the same. cyrb53-style mixing over UTF-16 code
 * units: two 32-bit lanes, Murmur3 finalisers.
 * @returns an integer from 0 to 2^53 - 1
 */
export function hash53(text: string, seed = 0): number {
  let high = 0xdeadbeef ^ seed;
  let low = 0x41c6ce57 ^ seed;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    high = Math.imul(high ^ code, 2654435761);
    low = Math.imul(low ^ code, 1597334677);
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  return 4294967296 * (2097151 & low) + (high >>> 0);
}

/** A draw in [0, 1): always the same for a salt and key, uniform over keys. */
export function draw(salt: string, key: string): number {
  return hash53(`${salt}\u0000${key}`) / 9007199254740992;
}

const CODE_ALPHABET = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';

/** A code of `length` characters (at most 20) derived from a key. It has no characters that look alike. */
export function codeFrom(key: string, length: number): string {
  let text = '';
  for (let block = 0; text.length < length; block += 1) {
    let value = hash53(key, block + 1);
    for (let index = 0; index < 10 && text.length < length; index += 1) {
      text += CODE_ALPHABET[value % 32];
      value = Math.floor(value / 32);
    }
  }
  return text;
}

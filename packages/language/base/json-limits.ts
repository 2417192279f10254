import { count } from './words/index.ts';
/**
 * Limits of JSON from outside: how many levels lists and objects nest, and how many values there are in all.
 */
export interface JsonLimits {
  readonly depth: number;
  readonly values: number;
}

/**
 * For every body and parameter in JSON, from any sender. Real payloads stay below 20 levels and 50,000
 * values.
 */
export const JSON_LIMITS: JsonLimits = { depth: 64, values: 250_000 };

// Characters that mean something in JSON (RFC 8259, section 2).
const [TAB, LINE_FEED, CARRIAGE_RETURN, SPACE] = [0x09, 0x0a, 0x0d, 0x20];
const [QUOTE, COMMA, BACKSLASH] = [0x22, 0x2c, 0x5c];
const [OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [0x5b, 0x5d, 0x7b, 0x7d];

/**
 * The limit that a JSON text exceeds. It reads the text once and without recursion, so that a text nested a
 * million levels deep uses no stack. Whether the text is valid JSON is for the parser to say.
 * @returns null when the text is within the limits
 */
export function passedLimit(text: string, limits: JsonLimits): keyof JsonLimits | null {
  // Each level and each value takes at least two characters.
  if (text.length < 2 * Math.min(limits.depth, limits.values)) return null;
  let depth = 0;
  let values = 1;
  let opened = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charCodeAt(at);
    if (character === SPACE || character === TAB || character === LINE_FEED || character === CARRIAGE_RETURN)
      continue;
    const closes = character === CLOSE_LIST || character === CLOSE_OBJECT;
    // A list or an object that closes at once is empty.
    if (opened && !closes) values += 1;
    opened = false;
    if (character === QUOTE) at = endOfString(text, at);
    else if (closes) depth -= 1;
    else if (character === COMMA) values += 1;
    else if (character === OPEN_LIST || character === OPEN_OBJECT) {
      depth += 1;
      opened = true;
      if (depth > limits.depth) return 'depth';
    }
    if (values > limits.values) return 'values';
  }
  return null;
}

/** The index of the quote that ends the string begun at `from`: one after an even number of backslashes. */
function endOfString(text: string, from: number): number {
  for (let end = text.indexOf('"', from + 1); end !== -1; end = text.indexOf('"', end + 1)) {
    let backslashes = 0;
    while (text.charCodeAt(end - 1 - backslashes) === BACKSLASH) backslashes += 1;
    if (backslashes % 2 === 0) return end;
  }
  return text.length;
}

/** A limit as people read it. */
export const limitInWords = (passed: keyof JsonLimits, limits: JsonLimits): string =>
  passed === 'depth'
    ? `lists and objects may stand inside one another ${limits.depth} levels deep at most`
    : `there may be ${count(limits.values)} values at most`;

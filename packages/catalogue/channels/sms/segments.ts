export interface SmsSize {
  /** Parts the carrier bills. */
  readonly segments: number;
  /**
   * `GSM-7` holds 160 characters in one part and 153 in each of several; `UCS-2` (emoji, most scripts) 70 and
   * 67.
   */
  readonly encoding: 'GSM-7' | 'UCS-2';
  /** In GSM-7 septets, of which a few characters take two; otherwise characters as read. */
  readonly characters: number;
}

/** 3GPP TS 23.038, section 6.2.1: the default alphabet. */
const BASIC =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà';
/** Section 6.2.1.1: the extension table. Each character takes an escape and a septet. */
const EXTENDED = '\f^{}\\[~]|€';

const SEPTETS = new Map([...BASIC].map((character): [string, number] => [character, 1]));
for (const character of EXTENDED) SEPTETS.set(character, 2);

/**
 * Characters of a part. In each of several parts a header takes six octets (3GPP TS 23.040, section
 * 9.2.3.24.1).
 */
const ROOM = { 'GSM-7': { alone: 160, among: 153 }, 'UCS-2': { alone: 70, among: 67 } } as const;

const readers = new Intl.Segmenter('en', { granularity: 'grapheme' });

/**
 * How a text is billed, by 3GPP TS 23.038 (alphabets) and 23.040 (concatenation header). Runs in linear time.
 */
export function smsSize(text: string): SmsSize {
  if (text === '') return { segments: 0, encoding: 'GSM-7', characters: 0 };
  const septets = septetsOf(text);
  if (septets !== null)
    return { segments: partsOf(septets, 'GSM-7'), encoding: 'GSM-7', characters: sumOf(septets) };
  const units = unitsOf(text);
  return { segments: partsOf(units, 'UCS-2'), encoding: 'UCS-2', characters: units.length };
}

/** Septets of each character, or null when one of them is not in the alphabet. */
function septetsOf(text: string): number[] | null {
  const sizes: number[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const size = SEPTETS.get(text[at]!);
    if (size === undefined) return null;
    sizes.push(size);
  }
  return sizes;
}

/**
 * Units segmented at a time, since `Intl.Segmenter` is slow in long texts. Far more than any character has.
 */
const WINDOW = 512;

/**
 * 16-bit units of each character as read, so that an emoji with a skin tone is not split between two parts.
 */
function unitsOf(text: string): number[] {
  const sizes: number[] = [];
  for (let from = 0; from < text.length;) {
    const window = text.slice(from, from + WINDOW);
    const found = [...readers.segment(window)];
    // The last character may continue after the window, so it is read again at the start of the next.
    const whole = from + WINDOW >= text.length || found.length === 1 ? found : found.slice(0, -1);
    for (const { segment } of whole) {
      if (segment === '\r\n') sizes.push(1, 1);
      else sizes.push(segment.length);
      from += segment.length;
    }
  }
  return sizes;
}

function partsOf(sizes: readonly number[], encoding: SmsSize['encoding']): number {
  const { alone, among } = ROOM[encoding];
  if (sumOf(sizes) <= alone) return 1;
  let parts = 1;
  let free: number = among;
  for (const size of sizes) {
    if (size > free) {
      // A character too large for any part is split.
      parts += size > among ? Math.ceil((size - free) / among) : 1;
      free = size > among ? (among - ((size - free) % among)) % among : among - size;
    } else free -= size;
  }
  return parts;
}

const sumOf = (sizes: readonly number[]): number => sizes.reduce((sum, size) => sum + size, 0);

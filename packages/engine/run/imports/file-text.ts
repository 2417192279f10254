/** The encodings that spreadsheets and e-mail systems write. */
export const ENCODINGS = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1252'] as const;
export type FileEncoding = (typeof ENCODINGS)[number];

const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;

/** The encoding that the first bytes show; null when nothing but a look at the whole file tells. */
export function markedEncoding(bytes: Uint8Array): Exclude<FileEncoding, 'windows-1252'> | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  // Without a mark, the zero byte of every Latin letter shows UTF-16. No text in another encoding has one.
  const [zerosEven, zerosOdd] = [0, 1].map(
    (side) => bytes.subarray(0, 400).filter((byte, at) => byte === 0 && at % 2 === side).length,
  ) as [number, number];
  if (zerosOdd > 4 && zerosOdd > zerosEven) return 'utf-16le';
  return zerosEven > 4 ? 'utf-16be' : null;
}

/** Whether these bytes can be UTF-8. Bytes of whole lines only: a letter that is cut off is none. */
export function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/**
 * Where to cut a piece of a file, so that each part consists of whole lines and no character is cut.
 * @returns the number of bytes before the cut; 0 when there is no end of a line
 */
export function endOfLines(bytes: Uint8Array, encoding: FileEncoding | null): number {
  const wide = encoding === 'utf-16le' || encoding === 'utf-16be';
  const isAt = (at: number, letter: number) =>
    !wide
      ? bytes[at] === letter
      : at % 2 === (encoding === 'utf-16le' ? 0 : 1) &&
        bytes[at] === letter &&
        bytes[encoding === 'utf-16le' ? at + 1 : at - 1] === 0;
  const after = (at: number) => at + (encoding === 'utf-16le' ? 2 : 1);
  const size = wide ? 2 : 1;
  for (const letter of [LINE_FEED, CARRIAGE_RETURN])
    for (let at = bytes.length - 1; at >= 0; at -= 1) {
      if (!isAt(at, letter)) continue;
      // The line feed that belongs to a carriage return may be in the next piece.
      if (letter === CARRIAGE_RETURN && after(at) + size > bytes.length) continue;
      return after(at);
    }
  return 0;
}

/**
 * The text of a part. Line ends become line feeds, the byte order mark is dropped, and so are zero bytes,
 * which no database can store.
 */
export function textOf(part: Uint8Array, encoding: FileEncoding): string {
  return new TextDecoder(encoding).decode(part).replaceAll('\0', '').replaceAll(/\r\n?/g, '\n');
}

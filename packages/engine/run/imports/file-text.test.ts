import fc from 'fast-check';
import { expect, test } from 'vitest';
import { endOfLines, ENCODINGS, isUtf8, markedEncoding, textOf, type FileEncoding } from './file-text.ts';

/** A text in an encoding, with its byte order mark. Windows-1252 only for letters that are the same in Latin-1. */
function encoded(text: string, encoding: FileEncoding): Uint8Array {
  if (encoding === 'utf-8') return Buffer.from(text, 'utf8');
  if (encoding === 'windows-1252') return Buffer.from(text, 'latin1');
  const bytes = Buffer.from(`\ufeff${text}`, 'utf16le');
  return encoding === 'utf-16le' ? bytes : bytes.swap16();
}

const lines = fc.array(fc.stringMatching(/^[a-zäöüß@., ]{0,12}$/), { minLength: 1, maxLength: 20 });
const end = fc.constantFrom('\n', '\r\n', '\r');

test('a file cut into parts of any size is read as it was, in every encoding', () => {
  fc.assert(
    fc.property(
      lines,
      end,
      fc.constantFrom(...ENCODINGS),
      fc.integer({ min: 3, max: 40 }),
      (rows, by, encoding, size) => {
        const file = encoded(rows.join(by), encoding);
        let tail: Uint8Array = new Uint8Array();
        let read = '';
        for (let at = 0; at < file.length; at += size) {
          const piece = Buffer.concat([tail, file.subarray(at, at + size)]);
          const cut = endOfLines(piece, encoding);
          read += textOf(piece.subarray(0, cut), encoding);
          tail = piece.subarray(cut);
        }
        read += textOf(tail, encoding);
        expect(read).toBe(rows.join('\n'));
      },
    ),
  );
});

test('the encoding is seen by the mark, or by the zero bytes of UTF-16', () => {
  const text = 'email;name\nann@example.com;Ann\n';
  expect(markedEncoding(encoded(text, 'utf-16le'))).toBe('utf-16le');
  expect(markedEncoding(encoded(text, 'utf-16be'))).toBe('utf-16be');
  expect(markedEncoding(encoded(text, 'utf-16le').subarray(2))).toBe('utf-16le');
  expect(markedEncoding(Buffer.from(`\ufeff${text}`))).toBe('utf-8');
  expect(markedEncoding(Buffer.from(text))).toBeNull();
  expect(isUtf8(Buffer.from('Zoë'))).toBe(true);
  expect(isUtf8(Buffer.from('Zoë', 'latin1'))).toBe(false);
});

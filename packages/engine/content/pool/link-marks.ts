import { randomBytes } from 'node:crypto';

/**
 * Tracked addresses are signed with a secret that must not be in a thread that runs templates. The thread
 * writes a mark for each, and the caller replaces it by the address. Nobody can forge a mark in a text,
 * because each message has its own.
 */
export const newMark = (): string => randomBytes(9).toString('base64url');

const BEGINS = '\uE020';
const ENDS = '\uE021';

export const markedLink = (mark: string, index: number): string => `${BEGINS}${mark}:${index}${ENDS}`;

/** Replaces the marks by addresses. */
export function putLinks(text: string, mark: string, addressOf: (index: number) => string): string {
  const parts = text.split(`${BEGINS}${mark}:`);
  let written = parts[0] ?? '';
  for (const part of parts.slice(1)) {
    const end = part.indexOf(ENDS);
    written += addressOf(Number(part.slice(0, end))) + part.slice(end + 1);
  }
  return written;
}

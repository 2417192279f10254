import { z } from 'zod';

export const uuidSchema = z
  .string()
  .regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i, 'This is not an id.');

/**
 * A UUID version 7 (RFC 9562, section 5.7) from an instant and ten random bytes, so that ids sort by creation
 * time.
 * @param random at least ten bytes from a cryptographic source
 */
export function uuidv7(now: number, random: Uint8Array): string {
  const time = Math.floor(now).toString(16).padStart(12, '0');
  const hex = Array.from(random.subarray(0, 10), (byte) => byte.toString(16).padStart(2, '0')).join('');
  const randomA = hex.slice(0, 3);
  const variant = ((Number.parseInt(hex.slice(3, 5), 16) & 0x3f) | 0x80).toString(16).padStart(2, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${randomA}-${variant}${hex.slice(5, 7)}-${hex.slice(7, 19).padEnd(12, '0')}`;
}

import { z } from 'zod';
import { instant } from '../reading.ts';

/** What is known of a report besides its payload. */
export interface Told {
  /** When it arrived, epoch milliseconds, for payloads without a date. */
  readonly at: number;
  /** The same for the same content, so that a repeat is recognised. */
  readonly fingerprint: string;
}

/** `..._gmt` fields have no zone and mean UTC. */
export const gmt = z.preprocess(
  (value) =>
    typeof value === 'string' && /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}$/.test(value) ? `${value}Z` : value,
  instant,
);

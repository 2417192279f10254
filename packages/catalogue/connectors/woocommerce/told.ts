import { z } from 'zod';
import { instant } from '../reading.ts';

/** What is known of something that was told, beside its payload. */
export interface Told {
  /** When, epoch milliseconds, for what carries no date. */
  readonly at: number;
  /** The same for the same content, so that a repeat is told. */
  readonly fingerprint: string;
}

/** `..._gmt` fields say no zone and mean UTC. */
export const gmt = z.preprocess(
  (value) =>
    typeof value === 'string' && /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}$/.test(value) ? `${value}Z` : value,
  instant,
);

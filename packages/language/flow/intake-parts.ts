import { z } from 'zod';

/** An amount: an integer in minor units, or a decimal string in major units (`"129.00"`); never negative. */
export const amountSchema = z
  .union([
    z.int().min(0, 'An amount is not negative.').max(1e12),
    z
      .string()
      .regex(
        /^\d{1,12}(\.\d{1,4})?$/,
        'An amount is an integer in minor units (12900) or a decimal string ("129.00"), and not negative.',
      ),
  ])
  .describe('Integer in minor units (12900) or decimal string in major units ("129.00"); not negative');

/** An instant outside these years is a mistake: a date never set, or seconds taken for milliseconds. */
export const EARLIEST = Date.UTC(1990, 0, 1);
export const LATEST = Date.UTC(2100, 0, 1);
const isInRange = (value: string | number) => {
  const at = typeof value === 'number' ? value : Date.parse(value);
  return at >= EARLIEST && at < LATEST;
};

export const instantSchema = z
  .union([z.iso.datetime({ offset: true }), z.int()])
  .refine(isInRange, 'A time is in the years 1990 to 2099.')
  .describe(
    'ISO 8601, or seconds or milliseconds since 1970; in the years 1990 to 2099. Without a zone it is read in the zone of the customer or, when that is unknown, of the store',
  );
export const externalId = z
  .union([z.string().min(1).max(255), z.number().transform(String)])
  .describe("The sender's own id");
export const shortText = z.string().max(255);

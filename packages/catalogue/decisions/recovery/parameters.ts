import { z } from 'zod';
import { readerOf } from '../stored.ts';
import { COLUMNS } from './encode.ts';

const finite = z.number();

/** Trained parameters, stored as JSON. Checked when read, since an older version may have written them. */
export const recoveryParametersSchema = z
  .object({
    version: z.literal(1),
    /** Ids of the columns, in order. Parameters with other columns are not used. */
    columns: z.array(z.string()),
    /** Mean of each column in training. */
    means: z.array(finite),
    /** Log-odds for one unit of each column. */
    weights: z.array(finite),
    /** Log-odds at the mean of every column. */
    intercept: finite,
    /** Platt scaling of the log-odds: `slope * z + offset`. */
    calibration: z.object({ slope: finite.positive(), offset: finite }),
    /** Share recovered in training, 0 to 1. */
    baseRate: finite.min(0).max(1),
    /** Carts learned from. */
    carts: z.int().min(0),
  })
  .refine(
    (value) =>
      value.columns.length === COLUMNS.length &&
      value.columns.every((id, index) => id === COLUMNS[index]?.id) &&
      value.means.length === COLUMNS.length &&
      value.weights.length === COLUMNS.length,
    'The parameters are of other columns.',
  );
export type RecoveryParameters = z.infer<typeof recoveryParametersSchema>;

/** The stored parameters; null when they cannot be used. */
export const readRecoveryParameters = readerOf(recoveryParametersSchema);

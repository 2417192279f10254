import type { MultinomialFit } from '@millrace/measure';
import { z } from 'zod';
import { readerOf } from '../stored.ts';
import { CLASS_IDS } from './classes.ts';
import { MARKS, PLACES } from './features.ts';

/** A weight is one of these characters: the middle one is 0, each step further one part of the scale of its class. */
const LEVELS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-';
const MIDDLE = (LEVELS.length - 1) / 2;
const WEIGHTS = /^[A-Za-z0-9-]*$/;

const finite = z.number();
const ofClasses = z.array(finite).length(CLASS_IDS.length);

/** Trained parameters, stored as JSON: about 45 kB. They contain hashed words only. */
export const ticketParametersSchema = z
  .object({
    version: z.literal(1),
    /** Ids of the classes, in order. Parameters with other classes are not used. */
    classes: z.array(z.string()),
    /** Weights of each place for each class, one character each; see `LEVELS`. */
    weights: z
      .string()
      .length(PLACES * CLASS_IDS.length)
      .regex(WEIGHTS),
    /** The weight of one step, by class. */
    scales: ofClasses,
    intercepts: ofClasses,
    /** Log-odds are divided by it; and the share of tickets whose text tells nothing, which get the usual shares. */
    temperature: finite.positive(),
    doubt: finite.min(0).max(1),
    /** Shares of the classes among the tickets learned from. */
    usual: ofClasses,
    /** Marks of words that some past tickets have, six to a character. */
    known: z
      .string()
      .length(Math.ceil(MARKS / 6))
      .regex(/^[A-Za-z0-9_-]*$/),
    /** How often the class that a help desk gives a new ticket is right, 0 to 1. */
    trust: finite.min(0).max(1),
    /** Tickets learned from. */
    tickets: z.int().min(0),
  })
  .refine(
    ({ classes }) => classes.length === CLASS_IDS.length && classes.every((id, at) => id === CLASS_IDS[at]),
    'The parameters are of other classes.',
  );
export type TicketParameters = z.infer<typeof ticketParametersSchema>;

/** The stored parameters; null when they cannot be used. */
export const readTicketParameters = readerOf(ticketParametersSchema);

/** Six marks are one character. */
const SIX = `${LEVELS}_`;
const MARKED_LENGTH = Math.ceil(MARKS / 6);

/** Packs the marks that are set. */
export function packedMarks(marks: ReadonlySet<number>): string {
  const sixes = new Uint8Array(MARKED_LENGTH);
  for (const mark of marks) sixes[Math.floor(mark / 6)]! |= 1 << (mark % 6);
  return Array.from(sixes, (six) => SIX[six]!).join('');
}

const PLACE_OF_SIX = new Map([...SIX].map((six, at) => [six, at]));

/** Whether a mark is set. */
export const isMarked = (packedBefore: string, mark: number): boolean =>
  ((PLACE_OF_SIX.get(packedBefore[Math.floor(mark / 6)] ?? '') ?? 0) & (1 << (mark % 6))) !== 0;

/** Weights and intercepts as numbers. */
export type Weights = Pick<MultinomialFit, 'weights' | 'intercepts'>;

/** Rounds weights to 63 steps for each class, which moves each by 1.6% of the largest at most. */
export function packed({
  weights,
  intercepts,
}: Weights): Pick<TicketParameters, 'weights' | 'scales' | 'intercepts'> {
  const classes = CLASS_IDS.length;
  const scales = CLASS_IDS.map((_unused, one) => {
    let largest = 0;
    for (let at = one; at < weights.length; at += classes)
      largest = Math.max(largest, Math.abs(weights[at]!));
    return largest / MIDDLE;
  });
  return {
    weights: Array.from(weights, (weight, at) => {
      const scale = scales[at % classes]!;
      return LEVELS[MIDDLE + (scale === 0 ? 0 : Math.round(weight / scale))]!;
    }).join(''),
    scales,
    intercepts: [...intercepts],
  };
}

const LEVEL_OF = new Map([...LEVELS].map((level, at) => [level, at - MIDDLE]));
const unpacked = new WeakMap<object, Weights>();

/** The weights of parameters. They are read once for each object, which serves thousands of tickets. */
export function weightsOf(parameters: Pick<TicketParameters, 'weights' | 'scales' | 'intercepts'>): Weights {
  const known = unpacked.get(parameters);
  if (known) return known;
  const { weights, scales, intercepts } = parameters;
  const found = {
    weights: Float64Array.from(weights, (level, at) => LEVEL_OF.get(level)! * scales[at % scales.length]!),
    intercepts: Float64Array.from(intercepts),
  };
  unpacked.set(parameters, found);
  return found;
}

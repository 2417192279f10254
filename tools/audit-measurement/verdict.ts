import type { Audit } from '@millrace/measure/audits';

/** Standard deviations by which a figure of simulated lives may lie beyond its promise by chance. */
const BY_CHANCE = 3;

export interface Verdict {
  /** 0 to 1. */
  readonly share: number;
  readonly of: number;
  /** False when the promise is broken by more than the chance of the simulation explains. */
  readonly holds: boolean;
}

/** Judges what a simulation counted. @throws RangeError when nothing was counted, which proves nothing */
export function verdictOf(
  { promise }: Pick<Audit, 'promise'>,
  { counted, of }: { readonly counted: number; readonly of: number },
): Verdict {
  if (of === 0) throw new RangeError('Nothing was simulated.');
  const share = counted / of;
  const limit = 'atMost' in promise ? promise.atMost : promise.atLeast;
  const slack = BY_CHANCE * Math.sqrt((limit * (1 - limit)) / of);
  const holds = 'atMost' in promise ? share <= limit + slack : share >= limit - slack;
  return { share, of, holds };
}

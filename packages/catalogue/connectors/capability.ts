/**
 * What a connector can do: bring events in (`intake` by webhook, `read` page by page), carry messages out (of one channel each,
 * or of any), act in the outside system, `tell` it of consent, or `notify` the team.
 */
export type Capability =
  | 'intake'
  | 'read'
  | 'tell'
  | 'notify'
  | 'deliver'
  | `deliver-${string}`
  | `act-${string}`;

/**
 * What happens when the same call is made twice, which decides what the engine may do after a crash.
 * - `provider-key`: the provider drops a repeat that carries our key; a repeat is harmless.
 * - `harmless`: the same call twice comes to the same as once; a repeat is harmless.
 * - `row`: the effect is a row with a unique key of ours; a repeat is harmless.
 * - `look-up`: the provider can't tell, but can be asked whether the first call arrived.
 * - `ask-a-person`: nobody can tell; an unclear outcome stays unknown until a person decides.
 */
export type RepeatMeans = 'provider-key' | 'harmless' | 'row' | 'look-up' | 'ask-a-person';

export interface RepeatPromise {
  readonly means: RepeatMeans;
  /** True when the very same call may be made again without asking first. */
  readonly harmless: boolean;
  /** How long a repeat is harmless, in milliseconds from the first attempt in doubt: providers forget keys. For ever when left out. */
  readonly withinMs?: number;
  /** For the docs and the person who has to decide, one sentence. */
  readonly sentence: string;
}

/**
 * What a connector can do: get events (`intake` by webhook, `read` page by page), deliver messages (of one
 * channel each, or of any), act in the outside system, `tell` it about consent and events, `notify` the
 * team, or `write` what it is asked to.
 */
export type Capability =
  | 'intake'
  | 'read'
  | 'tell'
  | 'notify'
  | 'write'
  | 'deliver'
  | `deliver-${string}`
  | `act-${string}`;

/**
 * What happens when the same call is made twice, which decides what the engine may do after a crash.
 * - `provider-key`: the provider ignores a repeat with the same key; a repeat is harmless.
 * - `harmless`: two calls have the same result as one.
 * - `row`: the effect is a row with a unique key of ours; a repeat is harmless.
 * - `look-up`: the provider does not recognise a repeat, but can be asked whether the first call arrived.
 * - `ask-a-person`: no system can tell; an unclear outcome stays unknown until a person decides.
 */
export type RepeatMeans = 'provider-key' | 'harmless' | 'row' | 'look-up' | 'ask-a-person';

export interface RepeatPromise {
  readonly means: RepeatMeans;
  /** Whether the same call may be made again without asking first. */
  readonly harmless: boolean;
  /**
   * How long a repeat is harmless, in milliseconds from the first doubtful attempt, as providers forget keys.
   * Default: for ever.
   */
  readonly withinMs?: number;
  /** One sentence for the docs and the person who has to decide. */
  readonly sentence: string;
}

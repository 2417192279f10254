import type { Json } from '@millrace/base';
import type { RepeatPromise } from './capability.ts';
import type { Dialogue } from './dialogue.ts';
import type { Answer, HttpAnswer, HttpRequest } from './exchange.ts';
import type { ProfileChange } from './profile-change.ts';

/** Something an action asks for, as the engine hands it over. */
export interface ActCall {
  /** Id of the call's row: the same for every attempt, so it serves as a key against repeats. */
  readonly callId: string;
  /** As the capability's schema gives it. */
  readonly input: unknown;
  /** The texts of `texts`, filled in for the person. */
  readonly texts: Readonly<Record<string, string>>;
  /** Names the person is known by. */
  readonly person: ActPerson;
  /** Names of the things the flow is about. */
  readonly about: ActSubjects;
  /** What `inquire` learned, the same for every attempt that repeats one in doubt; null where there is nothing to inquire. */
  readonly learned: Json;
}

/** Things as the system of the connection calls them; null when the flow is about none, or another system told of it. */
export interface ActSubjects {
  readonly order: string | null;
  readonly product: string | null;
}

/** Something was learned, or it ends here: nothing has been changed, so that `unknown` means asked in vain. */
export type Inquired = { readonly learned: Json } | ActOutcome;

export interface ActPerson {
  readonly email: string | null;
  readonly phone: string | null;
  /** As the system of the connection calls them; null when it never told of them. */
  readonly externalId: string | null;
}

/** How an act is carried out: a request as data, or a row of ours. */
export type ActDispatch =
  | {
      readonly via: 'http';
      readonly request: HttpRequest;
      /** For all of it, in milliseconds; 15 seconds when left out. */
      readonly timeoutMs?: number;
      /** How many redirects are followed, each checked anew; none when left out. Only where a repeat is harmless. */
      readonly maxRedirects?: number;
      readonly maxAnswerBytes?: number;
    }
  /** Written by us, in the transaction that settles the call. */
  | { readonly via: 'profile'; readonly change: ProfileChange };

/** What came of asking. */
export type ActOutcome =
  | { readonly result: 'done'; readonly found: Json; readonly sentence: string | null }
  /** Will never be done as it is asked. */
  | { readonly result: 'refused'; readonly reason: string }
  /** Certainly not done. Tried again after `afterMs` (null: the engine's own back-off). `connectionProblem`: the settings are wrong. */
  | {
      readonly result: 'retry';
      readonly reason: string;
      readonly afterMs: number | null;
      readonly connectionProblem: boolean;
    }
  /** Perhaps done. What the engine does then is what `repeat` promises. */
  | { readonly result: 'unknown'; readonly reason: string };

export type ActFinding =
  | { readonly found: true; readonly result: Json; readonly sentence: string | null }
  /** Asked and not there: it was never done, and may be done now. */
  | { readonly found: false }
  /** The answer does not tell. */
  | { readonly found: null; readonly reason: string };

/** Asks the system whether a call arrived whose answer did not. */
export interface ActLookUp<Config> {
  request(call: ActCall, config: Config): HttpRequest;
  read(answer: HttpAnswer, call: ActCall): ActFinding;
  /** Not asked sooner than this many milliseconds after the attempt. */
  readonly waitMs: number;
}

/** One thing a connector can do in its system: how a capability is asked for there, and what its answers mean. Pure. */
export interface Act<Config = unknown> {
  /** What may be done after a crash. By the input, where some inputs are harmless and others are not. */
  repeat(input: unknown): RepeatPromise;
  /** Templates to be filled in for the person before it is asked, by names of the act's own; none when left out. */
  texts?(input: unknown): Readonly<Record<string, string>>;
  /**
   * Questions that change nothing, asked before the request is made: how the thing is now. An attempt that repeats one whose
   * answer never came asks none: it has to be the very same.
   * @throws MillraceError as `request`
   */
  inquire?(call: ActCall, config: Config): Dialogue<Inquired>;
  /**
   * @param config null where `needs` is `nothing` and no connection was named
   * @throws MillraceError `input-invalid` when it cannot be asked at all, `connection-invalid` when the settings lack what it takes
   */
  request(call: ActCall, config: Config): ActDispatch;
  outcome(answer: Answer, call: ActCall): ActOutcome;
  readonly lookUp?: ActLookUp<Config>;
  /** `connection` (when left out): the newest connection that can, or the one that is named. `nothing`: none unless one is named. */
  readonly needs?: 'connection' | 'nothing';
  /** Whether a connection with these settings that are no secret, and these names of secrets, has what it takes; true when left out. */
  isReady?(settings: Readonly<Record<string, unknown>>, secrets: readonly string[]): boolean;
  /** Settings of the example that lack nothing, where the connector's own example does. */
  readonly example?: Readonly<Record<string, unknown>>;
}

export const done = (found: Json, sentence: string | null = null): ActOutcome => ({
  result: 'done',
  found,
  sentence,
});
export const refused = (reason: string): ActOutcome => ({ result: 'refused', reason });
export const notDone = (
  reason: string,
  afterMs: number | null = null,
  connectionProblem = false,
): ActOutcome => ({
  result: 'retry',
  reason,
  afterMs,
  connectionProblem,
});
export const unclear = (reason: string): ActOutcome => ({ result: 'unknown', reason });

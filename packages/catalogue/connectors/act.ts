import type { Json } from '@millrace/base';
import type { RepeatPromise } from './capability.ts';
import type { Dialogue } from './dialogue.ts';
import type { Answer, HttpAnswer, HttpRequest } from './exchange.ts';
import type { ListChange } from './list-change.ts';
import type { PointsDispatch, TierDispatch } from './points-change.ts';
import type { ProfileChange } from './profile-change.ts';
import type { TeamMail } from './team-mail.ts';
import type { WorkChange } from './work-change.ts';

/** A call of a capability, as the engine passes it to an act. */
export interface ActCall {
  /** Id of the call's row. It is the same for every attempt, so it serves as a key against repeats. */
  readonly callId: string;
  /** Matches the capability's `input` schema. */
  readonly input: unknown;
  /** The templates of `texts`, filled in for the person. */
  readonly texts: Readonly<Record<string, string>>;
  /** The person's addresses and id. */
  readonly person: ActPerson;
  /** Ids of the things the flow is about. */
  readonly about: ActSubjects;
  /**
   * What `inquire` learned, the same for every attempt that repeats a doubtful one; null without `inquire`.
   */
  readonly learned: Json;
}

/**
 * Ids in the system of the connection; null if the flow is about no such thing, or another system reported
 * it.
 */
export interface ActSubjects {
  readonly order: string | null;
  readonly product: string | null;
}

/**
 * What was learned, or an outcome that ends the call. Nothing was changed yet, so `unknown` means that no
 * usable answer came.
 */
export type Inquired = { readonly learned: Json } | ActOutcome;

export interface ActPerson {
  readonly email: string | null;
  readonly phone: string | null;
  /** Id in the system of the connection; null if that system never reported this person. */
  readonly externalId: string | null;
}

/** How an act is carried out: by a request, or in our own database. */
export type ActDispatch =
  | {
      readonly via: 'http';
      readonly request: HttpRequest;
      /** For the whole exchange, in milliseconds. Default: 15 seconds. */
      readonly timeoutMs?: number;
      /**
       * How many redirects are followed, each checked again. Default: none. Set only where a repeat is
       * harmless.
       */
      readonly maxRedirects?: number;
      readonly maxAnswerBytes?: number;
    }
  /** Written in the transaction that settles the call. */
  | { readonly via: 'profile'; readonly change: ProfileChange }
  /** Likewise: no more marketing by these channels. */
  | { readonly via: 'consent'; readonly channels: readonly string[] }
  /** Likewise. */
  | { readonly via: 'list'; readonly change: ListChange }
  /** Likewise. */
  | { readonly via: 'work'; readonly change: WorkChange }
  /** Likewise. */
  | { readonly via: 'points'; readonly change: PointsDispatch }
  /** Likewise. */
  | { readonly via: 'tier'; readonly grant: TierDispatch }
  /** Likewise; it leaves afterwards. */
  | { readonly via: 'team-mail'; readonly mail: TeamMail }
  /** An entry into another flow, told in that transaction. */
  | { readonly via: 'flow'; readonly flow: string };

/** The result of an attempt. */
export type ActOutcome =
  | { readonly result: 'done'; readonly found: Json; readonly sentence: string | null }
  /** Will never be done as it was asked. */
  | { readonly result: 'refused'; readonly reason: string }
  /**
   * Certainly not done. Tried again after `afterMs` (null: the engine's own delay). `connectionProblem`: the
   * settings are wrong.
   */
  | {
      readonly result: 'retry';
      readonly reason: string;
      readonly afterMs: number | null;
      readonly connectionProblem: boolean;
    }
  /** Perhaps done. `repeat` decides what the engine does then. */
  | { readonly result: 'unknown'; readonly reason: string };

export type ActFinding =
  | { readonly found: true; readonly result: Json; readonly sentence: string | null }
  /** Not there: it was never done, and may be done now. */
  | { readonly found: false }
  /** The answer does not say. */
  | { readonly found: null; readonly reason: string };

/** Asks the system whether a call was done whose answer was lost. */
export interface ActLookUp<Config> {
  request(call: ActCall, config: Config): HttpRequest;
  read(answer: HttpAnswer, call: ActCall): ActFinding;
  /** Milliseconds from the attempt before asking. */
  readonly waitMs: number;
}

/** How a connector carries out one capability in its system: the request, and what the answers mean. Pure. */
export interface Act<Config = unknown> {
  /** What may be done after a crash. It may depend on the input. */
  repeat(input: unknown): RepeatPromise;
  /** Templates to fill in for the person before the request, by names that the act chooses. Default: none. */
  texts?(input: unknown): Readonly<Record<string, string>>;
  /**
   * Questions that change nothing, asked before the request, about the current state. An attempt that repeats
   * one whose answer was lost asks none, since it has to be exactly the same.
   * @throws MillraceError as `request`
   */
  inquire?(call: ActCall, config: Config): Dialogue<Inquired>;
  /**
   * @param config null if `needs` is `nothing` and no connection was named
   * @throws MillraceError `input-invalid` if no request can be made of this input, `connection-invalid` if
   * the settings lack something
   */
  request(call: ActCall, config: Config): ActDispatch;
  outcome(answer: Answer, call: ActCall): ActOutcome;
  readonly lookUp?: ActLookUp<Config>;
  /**
   * `connection` (default): the named connection, or the newest that can do it. `nothing`: no connection,
   * unless one is named.
   */
  readonly needs?: 'connection' | 'nothing';
  /**
   * Whether a connection with these non-secret settings and secrets of these names can do this. Default:
   * true.
   */
  isReady?(settings: Readonly<Record<string, unknown>>, secrets: readonly string[]): boolean;
  /** Complete settings for this act, if the connector's own `example` lacks some. */
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

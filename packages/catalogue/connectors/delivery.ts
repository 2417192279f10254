import type { Answer, Dispatch, HttpAnswer, HttpRequest } from './exchange.ts';
import type { RepeatPromise } from './capability.ts';

/** A rendered e-mail, as the engine hands it over. */
export interface OutgoingEmail {
  readonly channel: 'email';
  /** Id of the message's row. */
  readonly messageId: string;
  readonly to: string;
  readonly toName: string | null;
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  /** Extra headers such as List-Unsubscribe and List-Unsubscribe-Post. */
  readonly headers: Readonly<Record<string, string>>;
  /** Sender and reply address of this message, when the flow has its own. */
  readonly from?: { readonly address: string; readonly name: string | null } | null;
  readonly replyTo?: string | null;
}

export interface OutgoingSms {
  readonly channel: 'sms';
  readonly messageId: string;
  /** E.164, such as +14155550123. */
  readonly to: string;
  readonly body: string;
  /** Public address of the connection's intake (`https://.../hooks/twilio/{connection}`); null when not reachable from outside. */
  readonly callbackUrl: string | null;
}

export type OutgoingMessage = OutgoingEmail | OutgoingSms;

/** Why an address or number must not be written to again by itself. */
export type SuppressionReason = 'bounced' | 'unsubscribed' | 'invalid-address';

export type Outcome =
  | { readonly result: 'accepted'; readonly providerId: string | null }
  /** Will never be accepted as it is. `suppress` also closes the address for later messages. */
  | { readonly result: 'rejected'; readonly reason: string; readonly suppress: SuppressionReason | null }
  /** Certainly not sent: may be tried again after `afterMs` (null: the engine's own back-off). `connectionProblem`: it is the settings that are wrong, tell the owner. */
  | { readonly result: 'retry'; readonly reason: string; readonly afterMs: number | null; readonly connectionProblem: boolean }
  /** Perhaps sent. Never sent again by itself; look it up where that is possible, otherwise a person decides. */
  | { readonly result: 'unknown'; readonly reason: string };

export type LookUpFinding =
  | { readonly found: true; readonly providerId: string; readonly state: 'accepted' | 'failed'; readonly reason: string | null }
  /** Asked and not there: it was never accepted. */
  | { readonly found: false }
  /** The answer doesn't tell. */
  | { readonly found: null; readonly reason: string };

/** Asks the provider about a message whose outcome is unknown. */
export interface LookUp<Config, Message extends OutgoingMessage> {
  /** @param attemptedAt epoch milliseconds of the attempt; @param now epoch milliseconds of asking */
  request(message: Message, config: Config, attemptedAt: number): HttpRequest;
  read(answer: HttpAnswer, message: Message, attemptedAt: number): LookUpFinding;
  /** Do not ask sooner than this many milliseconds after the attempt: the provider may list it late. */
  readonly waitMs: number;
}

export interface Delivery<Config, Message extends OutgoingMessage> {
  readonly repeat: RepeatPromise;
  /** @throws MillraceError `input-invalid` when the message can't be carried at all */
  request(message: Message, config: Config): Dispatch;
  outcome(answer: Answer): Outcome;
  readonly lookUp?: LookUp<Config, Message>;
}

export const accepted = (providerId: string | null): Outcome => ({ result: 'accepted', providerId });
export const rejected = (reason: string, suppress: SuppressionReason | null = null): Outcome => ({ result: 'rejected', reason, suppress });
export const retry = (reason: string, afterMs: number | null = null, connectionProblem = false): Outcome => ({
  result: 'retry',
  reason,
  afterMs,
  connectionProblem,
});
export const unknown = (reason: string): Outcome => ({ result: 'unknown', reason });

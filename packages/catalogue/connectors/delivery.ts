import type { Json } from '@millrace/base';
import type { Answer, Device, Dispatch, HttpAnswer, HttpRequest } from './exchange.ts';
import type { RepeatPromise } from './capability.ts';

/**
 * A rendered message of any channel, as the engine passes it on. Fields that the channel does not use are
 * null.
 */
export interface OutgoingMessage {
  /** Id of the channel. */
  readonly channel: string;
  /** Id of the message's row. */
  readonly messageId: string;
  /**
   * An e-mail address, or a number in E.164 such as +14155550123, depending on the channel. For a channel that reaches
   * devices, their names in words.
   */
  readonly to: string;
  /** The person's devices, for a channel that reaches devices; none for others. */
  readonly devices: readonly Device[];
  readonly toName: string | null;
  /** Sender of this message, if the store or flow sets its own. */
  readonly from: { readonly address: string; readonly name: string | null } | null;
  readonly replyTo: string | null;
  readonly subject: string | null;
  /** A whole page; `text` is the same for programs that do not show HTML. */
  readonly html: string | null;
  readonly text: string;
  /** Extra headers such as List-Unsubscribe and List-Unsubscribe-Post. */
  readonly headers: Readonly<Record<string, string>>;
  /** What only this channel has, such as buttons. The channel defines the shape. */
  readonly parts: Json;
  /**
   * Public address of the connection's intake (`https://.../hooks/{connector}/{connection}`); null when not
   * reachable from outside.
   */
  readonly callbackUrl: string | null;
  /** Id of the flow, a UUID; null for tests. Messages of one flow may replace one another. */
  readonly flowId: string | null;
  /** With this a device that showed the message says so; null for tests. */
  readonly receipt: string | null;
}

type Least = Pick<OutgoingMessage, 'channel' | 'messageId' | 'to' | 'text'>;

/** Fills up a message with null for the missing fields. */
export const outgoing = (message: Least & Partial<OutgoingMessage>): OutgoingMessage => ({
  devices: [],
  toName: null,
  from: null,
  replyTo: null,
  subject: null,
  html: null,
  headers: {},
  parts: null,
  callbackUrl: null,
  flowId: null,
  receipt: null,
  ...message,
});

/** Why no flow may write to an address or number again. */
export type SuppressionReason = 'bounced' | 'complained' | 'unsubscribed' | 'invalid-address';

/** What a provider's answer means for the message. */
export type Outcome = Delivered & {
  /** Ids of devices for which it was taken. */
  readonly reached?: readonly string[];
  /** Ids of devices that take nothing any more. The engine forgets them. */
  readonly gone?: readonly string[];
};

type Delivered =
  | { readonly result: 'accepted'; readonly providerId: string | null }
  /** Will never be accepted as it is. `suppress` also closes the address for later messages. */
  | { readonly result: 'rejected'; readonly reason: string; readonly suppress: SuppressionReason | null }
  /**
   * Certainly not sent. Tried again after `afterMs` (null: the engine's own delay). `connectionProblem`: the
   * settings are wrong, tell the owner.
   */
  | {
      readonly result: 'retry';
      readonly reason: string;
      readonly afterMs: number | null;
      readonly connectionProblem: boolean;
    }
  /**
   * Perhaps sent. Never sent again automatically: it is looked up where that is possible, otherwise a person
   * decides.
   */
  | { readonly result: 'unknown'; readonly reason: string };

export type LookUpFinding =
  | {
      readonly found: true;
      readonly providerId: string;
      readonly state: 'accepted' | 'failed';
      readonly reason: string | null;
    }
  /** Not there: it was never accepted. */
  | { readonly found: false }
  /** The answer does not say. */
  | { readonly found: null; readonly reason: string };

/** Asks the provider about a message whose outcome is unknown. */
export interface LookUp<Config> {
  /** @param attemptedAt epoch milliseconds of the attempt; @param now epoch milliseconds of asking */
  request(message: OutgoingMessage, config: Config, attemptedAt: number): HttpRequest;
  read(answer: HttpAnswer, message: OutgoingMessage, attemptedAt: number): LookUpFinding;
  /** Milliseconds from the attempt before asking: the provider may list the message late. */
  readonly waitMs: number;
}

export interface Delivery<Config> {
  readonly repeat: RepeatPromise;
  /** @throws MillraceError `input-invalid` if this message can never be delivered */
  request(message: OutgoingMessage, config: Config): Dispatch;
  outcome(answer: Answer): Outcome;
  readonly lookUp?: LookUp<Config>;
}

export const accepted = (providerId: string | null): Outcome => ({ result: 'accepted', providerId });
export const rejected = (reason: string, suppress: SuppressionReason | null = null): Outcome => ({
  result: 'rejected',
  reason,
  suppress,
});
export const retry = (reason: string, afterMs: number | null = null, connectionProblem = false): Outcome => ({
  result: 'retry',
  reason,
  afterMs,
  connectionProblem,
});
export const unknown = (reason: string): Outcome => ({ result: 'unknown', reason });

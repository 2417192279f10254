import type { Json } from '@millrace/base';

/** A request as data. `engine/transport` sends it. */
export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
  /** Separate from the headers so that it never reaches a log. */
  readonly auth?:
    | { readonly kind: 'basic'; readonly user: string; readonly password: string }
    | { readonly kind: 'bearer'; readonly token: string }
    /** A token after a word that the system defines. */
    | { readonly kind: 'word'; readonly word: string; readonly token: string }
    /** A header that the system defines, name in lower case. */
    | { readonly kind: 'header'; readonly name: string; readonly value: string };
}

/** The provider answered. The connector decides what the answer means. */
export interface HttpAnswered {
  readonly kind: 'answered';
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** The body when it is JSON, otherwise `undefined`. */
  readonly json: unknown;
  /** Milliseconds of Retry-After, from the answer on; null without one. */
  readonly retryAfterMs: number | null;
}

/**
 * Whether a status leaves open what became of the request: an error of the other side, or a request that came too slowly (408) or
 * too early (425) for it. None of them is a no to what was asked.
 */
export const isOpen = (status: number): boolean => status === 408 || status === 425 || status >= 500;

/** The message certainly did not reach the provider: trying again cannot send it twice. */
export interface NotSent {
  readonly kind: 'not-sent';
  readonly cause:
    | 'address-blocked'
    | 'name-unknown'
    | 'refused'
    | 'timeout'
    | 'tls'
    | 'broken'
    | 'request-invalid';
  readonly reason: string;
}

/** The provider may or may not have accepted it: trying again automatically could send it twice. */
export interface NoAnswer {
  readonly kind: 'no-answer';
  readonly cause: 'timeout' | 'broken';
  readonly reason: string;
}

export type HttpAnswer = HttpAnswered | NotSent | NoAnswer;

export interface MailAddress {
  readonly address: string;
  readonly name: string | null;
}

/** An e-mail as data, ready for an SMTP server. */
export interface SmtpEnvelope {
  readonly from: MailAddress;
  readonly to: MailAddress;
  readonly replyTo: MailAddress | null;
  /** Made from the row's id, so it never changes: `<row id@domain>`. */
  readonly messageId: string;
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  /** Such as List-Unsubscribe; never From, To or Message-ID. */
  readonly headers: Readonly<Record<string, string>>;
}

export interface SmtpServer {
  readonly host: string;
  readonly port: number;
  /**
   * `auto`: TLS on port 465, elsewhere STARTTLS when the server offers it. `starttls` does not continue
   * without it.
   */
  readonly security: 'auto' | 'tls' | 'starttls' | 'none';
  readonly user: string | null;
  readonly password: string | null;
  readonly allowSelfSigned: boolean;
}

/** Where the SMTP dialogue ended. `message` is the reply to the final dot. */
export type SmtpStage = 'greeting' | 'auth' | 'sender' | 'recipient' | 'data' | 'message';

export interface SmtpAccepted {
  readonly kind: 'accepted';
  readonly response: string;
}

export interface SmtpRefused {
  readonly kind: 'refused';
  readonly stage: SmtpStage;
  /** Three digits, 400 to 599. */
  readonly code: number;
  /** Enhanced status of RFC 3463 such as `5.1.1`, when given. */
  readonly enhanced: string | null;
  readonly response: string;
}

export type SmtpAnswer = SmtpAccepted | SmtpRefused | NotSent | NoAnswer;

/** Millrace wrote its own row. */
export interface Caught {
  readonly kind: 'caught';
  readonly rowId: string;
  /** What was there already, if anything. */
  readonly found?: Json;
}

/** A browser that agreed to notifications, as its push service knows it. */
export interface Device {
  /** Id of our row. */
  readonly id: string;
  /** Address at the push service. Whoever knows it can send there, with our signature. */
  readonly endpoint: string;
  /** Public key of the browser, a point of P-256, and its shared secret of 16 bytes; both in base64url. */
  readonly keys: { readonly p256dh: string; readonly auth: string };
}

/** A notification as data, to be encrypted for each device (RFC 8291) and handed to its push service (RFC 8030). */
export interface PushNote {
  readonly devices: readonly Device[];
  /** What the service worker reads. At most `PUSH_BYTES` in UTF-8. */
  readonly payload: string;
  /** Seconds for which the push service keeps it for a device that is off. */
  readonly keptFor: number;
  readonly urgency: 'low' | 'normal' | 'high';
  /** One that is still kept under the same name is replaced; at most 32 characters of base64url. */
  readonly topic: string | null;
  /** Whom a push service writes to about our requests, such as `mailto:shop@example.com` (RFC 8292). */
  readonly contact: string;
}

/** Bytes of a payload at most: push services take 4,096, of which encryption needs 103. */
export const PUSH_BYTES = 3_993;

/** What the push services of several devices answered. */
export interface Pushed {
  readonly kind: 'pushed';
  readonly each: readonly { readonly device: string; readonly answer: HttpAnswer }[];
}

export type Answer = HttpAnswer | SmtpAnswer | Pushed | Caught;

/** How one message is sent. */
export type Dispatch =
  | { readonly via: 'http'; readonly request: HttpRequest }
  | { readonly via: 'smtp'; readonly server: SmtpServer; readonly envelope: SmtpEnvelope }
  | { readonly via: 'devices'; readonly note: PushNote }
  | { readonly via: 'sandbox' };

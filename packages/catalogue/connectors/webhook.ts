import type { SignatureScheme } from './signature-scheme.ts';

export interface WebhookTopic {
  readonly topic: string;
  /** What it reports, in a marketer's words. */
  readonly title: string;
  /** Whether something important does not work without it. */
  readonly needed: boolean;
}

/** What is known of a delivery besides its payload. */
export interface IntakeConnection<Config> {
  readonly config: Config;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** A hash of topic and body: the same for repeats of one delivery, whatever their headers say. */
  readonly fingerprint?: string;
  /** When it arrived, epoch milliseconds, for payloads without a date. */
  readonly receivedAt?: number;
  /** Query of the URL it was posted to. */
  readonly query?: Readonly<Record<string, string>>;
  /** Languages the store writes in, as BCP 47 tags, for recognising words in replies. */
  readonly languages?: readonly string[];
}

/** How webhooks of this system are signed, written and answered. */
export interface Webhook {
  readonly signature: SignatureScheme;
  /** `by-content-type`: as the Content-Type header says. */
  readonly format: 'json' | 'form' | 'by-content-type';
  /**
   * The answer to an unsigned test request by which the sender checks that the address exists; its content is
   * ignored. Null for everything else.
   */
  readonly unsigned?: (body: string, headers: Readonly<Record<string, string>>) => WebhookAnswer | null;
  /** Takes the content out of a signed payload, such as JSON in a field of a form. */
  readonly unwrap?: (payload: unknown) => unknown;
  /** Topics it understands; other topics are refused with `topic-unknown`. */
  readonly topics: readonly WebhookTopic[];
  /** Known topics for which there is nothing to do. */
  readonly ignored: readonly string[];
  readonly topicHeader: string | null;
  /** Finds the topic if no header names it. */
  readonly topicOf?: (payload: unknown) => string;
  /** Header by which the sender marks repeats of one delivery. */
  readonly deliveryIdHeader: string | null;
  /** Finds it if there is no such header. */
  readonly deliveryIdOf?: (payload: unknown) => string | null;
  /**
   * Topics whose body may come again and then count again. For every other topic, the same body is a repeat,
   * whatever its headers say: headers are not signed.
   */
  readonly mayRepeat?: readonly string[];
  /** What the sender expects in a 200 answer. */
  readonly answer: WebhookAnswer;
  /** For an answer that depends on the payload, such as a challenge to return. Null: use `answer`. */
  readonly answerTo?: (topic: string, payload: unknown) => WebhookAnswer | null;
}

export interface WebhookAnswer {
  readonly contentType: string;
  readonly body: string;
}

/** The topic of a delivery, or an empty text if it names none. */
export function topicOf(
  webhook: Webhook,
  headers: Readonly<Record<string, string>>,
  payload: unknown,
): string {
  const named = webhook.topicHeader === null ? undefined : headers[webhook.topicHeader];
  return named ?? webhook.topicOf?.(payload) ?? '';
}

/** The sender's id of this delivery: the same id twice is a repeat. Null if it has none. */
export function deliveryIdOf(
  webhook: Webhook,
  headers: Readonly<Record<string, string>>,
  payload: unknown,
): string | null {
  const named = webhook.deliveryIdHeader === null ? undefined : headers[webhook.deliveryIdHeader];
  return named ?? webhook.deliveryIdOf?.(payload) ?? null;
}

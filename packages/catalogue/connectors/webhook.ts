import type { SignatureScheme } from './signature-scheme.ts';

export interface WebhookTopic {
  readonly topic: string;
  /** What it tells Millrace, in a marketer's words. */
  readonly title: string;
  /** Without it something important does not work. */
  readonly needed: boolean;
}

/** Where a delivery came from, beside its payload. */
export interface IntakeConnection<Config> {
  readonly config: Config;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** A hash of topic and body: the same for repeats of one delivery, whatever their headers say. */
  readonly fingerprint?: string;
  /** When it came, epoch milliseconds, for senders who put no date on what they tell. */
  readonly receivedAt?: number;
  /** Query of the URL it was posted to. */
  readonly query?: Readonly<Record<string, string>>;
  /** Languages the store writes in, as BCP 47 tags: what people answer in. */
  readonly languages?: readonly string[];
}

/** What a webhook of this system looks like from outside. */
export interface Webhook {
  readonly signature: SignatureScheme;
  /** `by-content-type`: as its own header says. */
  readonly format: 'json' | 'form' | 'by-content-type';
  /**
   * What is posted without a signature to see whether anybody is there: answered so, and nothing is read of it. Null for
   * everything else.
   */
  readonly unsigned?: (body: string, headers: Readonly<Record<string, string>>) => WebhookAnswer | null;
  /** What to take out of a signed payload before it is read, such as JSON that comes in a field of a form. */
  readonly unwrap?: (payload: unknown) => unknown;
  /** Topics it understands; other topics are refused with `topic-unknown`. */
  readonly topics: readonly WebhookTopic[];
  /** Understood, and rightly nothing to do. */
  readonly ignored: readonly string[];
  readonly topicHeader: string | null;
  /** When no header names the topic. */
  readonly topicOf?: (payload: unknown) => string;
  /** Header by which the sender marks repeats of one delivery. */
  readonly deliveryIdHeader: string | null;
  /** When no header does. */
  readonly deliveryIdOf?: (payload: unknown) => string | null;
  /**
   * Topics whose very same body may rightly come again, and mean it again. Of every other topic a body that came before is a
   * repeat, whatever its headers say: they are not signed.
   */
  readonly mayRepeat?: readonly string[];
  /** What the sender wants to read in a 200 answer. */
  readonly answer: WebhookAnswer;
  /** Where that depends on what it sent, such as a word to give back. Null: as `answer` says. */
  readonly answerTo?: (topic: string, payload: unknown) => WebhookAnswer | null;
}

export interface WebhookAnswer {
  readonly contentType: string;
  readonly body: string;
}

/** The topic of a delivery, or an empty text when it names none. */
export function topicOf(
  webhook: Webhook,
  headers: Readonly<Record<string, string>>,
  payload: unknown,
): string {
  const named = webhook.topicHeader === null ? undefined : headers[webhook.topicHeader];
  return named ?? webhook.topicOf?.(payload) ?? '';
}

/** The sender's id of this delivery: the same id twice is a repeat. Null when it has none. */
export function deliveryIdOf(
  webhook: Webhook,
  headers: Readonly<Record<string, string>>,
  payload: unknown,
): string | null {
  const named = webhook.deliveryIdHeader === null ? undefined : headers[webhook.deliveryIdHeader];
  return named ?? webhook.deliveryIdOf?.(payload) ?? null;
}

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
  /** Query of the URL it was posted to. */
  readonly query?: Readonly<Record<string, string>>;
  /** Languages the store writes in, as BCP 47 tags: what people answer in. */
  readonly languages?: readonly string[];
}

/** What a webhook of this system looks like from outside. */
export interface Webhook {
  readonly signature: SignatureScheme;
  readonly format: 'json' | 'form';
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
  /** What the sender wants to read in a 200 answer. */
  readonly answer: { readonly contentType: string; readonly body: string };
}

/** The topic of a delivery, or an empty text when it names none. */
export function topicOf(webhook: Webhook, headers: Readonly<Record<string, string>>, payload: unknown): string {
  const named = webhook.topicHeader === null ? undefined : headers[webhook.topicHeader];
  return named ?? webhook.topicOf?.(payload) ?? '';
}

/** The sender's id of this delivery: the same id twice is a repeat. Null when it has none. */
export function deliveryIdOf(webhook: Webhook, headers: Readonly<Record<string, string>>, payload: unknown): string | null {
  const named = webhook.deliveryIdHeader === null ? undefined : headers[webhook.deliveryIdHeader];
  return named ?? webhook.deliveryIdOf?.(payload) ?? null;
}

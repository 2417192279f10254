import type { Instant, Json } from '@millrace/base';
import type { Dialogue, Stopped } from './dialogue.ts';

/** A person's consent for a channel, as reported to other systems. */
export interface ConsentNews {
  readonly email: string | null;
  readonly phone: string | null;
  /** Id of the channel. */
  readonly channel: string;
  readonly state: 'subscribed' | 'unsubscribed';
  readonly at: Instant;
}

/**
 * Reports consent that changes here to another system, from the time it was connected. After a crash the same
 * consent may be reported twice, so a repeat must change nothing.
 */
export interface ConsentPush<Config> {
  /** `source` of consent that came from this system: it is not reported back. */
  readonly source: string;
  /** How many at once, at most. */
  readonly most: number;
  isPossible(config: Config): boolean;
  tell(config: Config, news: readonly ConsentNews[]): Dialogue<{ readonly result: 'told' } | Stopped>;
}

/** An event of a person, as reported to other systems. */
export interface EventNews {
  /** Our own id, which never changes: serves as a key against repeats. */
  readonly id: string;
  /** Our event type, such as `message-opened`. */
  readonly type: string;
  /** The type in words: "Opened an e-mail". */
  readonly label: string;
  readonly at: Instant;
  readonly email: string | null;
  readonly phone: string | null;
  readonly properties: Readonly<Record<string, Json>>;
}

/**
 * Reports events that happen here to another system, from the time it was connected. After a crash the same
 * event may be reported twice.
 */
export interface EventPush<Config> {
  /** How many at once, at most. */
  readonly most: number;
  /** Which event types; none if the settings switch this off. */
  typesOf(config: Config): readonly string[];
  tell(config: Config, news: readonly EventNews[]): Dialogue<{ readonly result: 'told' } | Stopped>;
}

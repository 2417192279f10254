import type { Instant, Json } from '@millrace/base';
import type { Dialogue, Stopped } from './dialogue.ts';

/** What somebody said to us about a channel, as other systems are told. */
export interface ConsentNews {
  readonly email: string | null;
  readonly phone: string | null;
  /** Id of the channel. */
  readonly channel: string;
  readonly state: 'subscribed' | 'unsubscribed';
  readonly at: Instant;
}

/**
 * What another system is told of consent as people give and take it here, from when it was connected on. The same may be told
 * twice after a crash: telling it again must change nothing.
 */
export interface ConsentPush<Config> {
  /** Source that words of this system carry when they come in: they are not told back to it. */
  readonly source: string;
  /** How many at once, at most. */
  readonly most: number;
  isPossible(config: Config): boolean;
  tell(config: Config, news: readonly ConsentNews[]): Dialogue<{ readonly result: 'told' } | Stopped>;
}

/** Something that happened to a person here, as other systems are told. */
export interface EventNews {
  /** Ours, the same for ever: serves as a key against repeats. */
  readonly id: string;
  /** As events are called here, such as `message-opened`. */
  readonly type: string;
  /** The same as people say it: "Opened an e-mail". */
  readonly label: string;
  readonly at: Instant;
  readonly email: string | null;
  readonly phone: string | null;
  readonly properties: Readonly<Record<string, Json>>;
}

/** What another system is told of what happens here, from when it was connected on. The same may be told twice after a crash. */
export interface EventPush<Config> {
  /** How many at once, at most. */
  readonly most: number;
  /** Which events, by type; none while the settings do not want it. */
  typesOf(config: Config): readonly string[];
  tell(config: Config, news: readonly EventNews[]): Dialogue<{ readonly result: 'told' } | Stopped>;
}

import type { Instant } from '@millrace/base';
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

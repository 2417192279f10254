import type { Dialogue, Stopped } from './dialogue.ts';

/** The webhooks of a connection in the other system now. */
export interface Registered {
  readonly result: 'registered';
  /** Topics that are sent to our address. */
  readonly topics: readonly string[];
  /** How many were made or corrected just now. */
  readonly made: number;
  /** Settings that the other system returned, such as the key it signs with. */
  readonly learned?: Readonly<Record<string, string>>;
}

/**
 * Webhooks that Millrace registers itself. `ensure` lists the existing webhooks and makes the missing ones.
 * It runs when a connection is made, and again on a schedule, since some systems remove a webhook that failed
 * for a while.
 */
export interface Registration<Config> {
  /**
   * False while the settings do not allow it, such as without an access token: the owner then registers them
   * by hand.
   */
  isPossible(config: Config): boolean;
  /**
   * @param address where webhooks are to be sent
   * @param renew whether existing webhooks are written again, as after a change of the secret
   */
  ensure(config: Config, address: string, renew: boolean): Dialogue<Registered | Stopped>;
  /** Removes the webhooks when the connection is removed. */
  remove?(config: Config, address: string): Dialogue<void>;
}

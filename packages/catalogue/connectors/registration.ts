import type { Dialogue, Stopped } from './dialogue.ts';

/** The webhooks of a connection as the other system has them now. */
export interface Registered {
  readonly result: 'registered';
  /** Topics that come to our address. */
  readonly topics: readonly string[];
  /** Made just now, or put right. */
  readonly made: number;
  /** Settings that the other system told, such as the key it signs with. */
  readonly learned?: Readonly<Record<string, string>>;
}

/**
 * Webhooks that Millrace registers itself. `ensure` looks what is there and makes what is missing, so that it is done when a
 * connection is made and again on a schedule: some systems remove a webhook that failed for a while.
 */
export interface Registration<Config> {
  /** False while the settings do not let us, such as without an access token: the owner then does it by hand. */
  isPossible(config: Config): boolean;
  /**
   * @param address where everything is to be sent
   * @param renew also what is there is written anew, as after a change of the secret
   */
  ensure(config: Config, address: string, renew: boolean): Dialogue<Registered | Stopped>;
  /** Takes away what was registered, when the connection is removed. */
  remove?(config: Config, address: string): Dialogue<void>;
}

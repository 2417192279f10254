/** So many messages in a row without a word from the provider, and it counts as away. */
const SILENCES = 3;
/** Nobody waits for a provider that has said nothing to anybody for so long, in milliseconds. */
const PATIENCE = 2_000;
/** After a silence one message at a time asks whether it is back, in milliseconds from the last try. */
const QUIET = 15_000;
/** Providers remembered at once; those that nobody talks to are forgotten first. */
const KEPT = 1_000;

interface Provider {
  readonly most: number;
  busy: number;
  /** When it last spoke, or when there was last nothing to wait for. */
  heardAt: number;
  /** Messages in a row that got no word from it, and when the last of them gave up. */
  silences: number;
  silentSince: number;
  readonly waiting: Set<(admitted: boolean) => void>;
  timer: NodeJS.Timeout | null;
}

/** A turn with a provider. Ended with whether it spoke at all, be it a no. */
export type Turn = (spoke: boolean) => void;

/**
 * Whose turn it is with each provider. One that hangs holds a handful of messages and no more: those that come meanwhile
 * are turned away at once and tried later, so that the messages of other providers find the worker free.
 */
export class Turns {
  private readonly providers = new Map<string, Provider>();
  private readonly now: () => number;

  constructor(now: () => number = () => performance.now()) {
    this.now = now;
  }

  /**
   * @param most conversations with it at the same time
   * @returns null when this provider is not answering at the moment: try again later
   */
  async take(connection: string, most: number): Promise<Turn | null> {
    const provider = this.provider(connection, most);
    if (this.isShut(provider)) return null;
    if (provider.busy >= most) {
      const admitted = await new Promise<boolean>((resolve) => {
        provider.waiting.add(resolve);
        this.watch(provider);
      });
      if (!admitted) return null;
    } else this.enter(provider);
    let over = false;
    return (spoke) => {
      if (over) return;
      over = true;
      this.leave(connection, provider, spoke);
    };
  }

  private provider(connection: string, most: number): Provider {
    const known = this.providers.get(connection);
    if (known) return known;
    if (this.providers.size >= KEPT)
      for (const [other, { busy, waiting }] of this.providers)
        if (busy === 0 && waiting.size === 0) this.providers.delete(other);
    const provider: Provider = {
      most,
      busy: 0,
      heardAt: this.now(),
      silences: 0,
      silentSince: 0,
      waiting: new Set(),
      timer: null,
    };
    this.providers.set(connection, provider);
    return provider;
  }

  private isShut({ most, busy, heardAt, silences, silentSince }: Provider): boolean {
    if (silences >= SILENCES) return busy > 0 || this.now() - silentSince < QUIET;
    return busy >= most && this.now() - heardAt > PATIENCE;
  }

  private enter(provider: Provider): void {
    if (provider.busy === 0) provider.heardAt = this.now();
    provider.busy += 1;
  }

  private leave(connection: string, provider: Provider, spoke: boolean): void {
    provider.busy -= 1;
    if (spoke) {
      provider.heardAt = this.now();
      provider.silences = 0;
    } else {
      provider.silences += 1;
      provider.silentSince = this.now();
    }
    if (this.isShut(provider)) this.turnAway(provider);
    for (const admit of provider.waiting) {
      if (provider.busy >= provider.most) break;
      provider.waiting.delete(admit);
      this.enter(provider);
      admit(true);
    }
    if (provider.busy === 0 && provider.waiting.size === 0 && provider.silences === 0)
      this.providers.delete(connection);
  }

  /** Those who wait are turned away as soon as it has been silent for too long. */
  private watch(provider: Provider): void {
    provider.timer ??= setTimeout(
      () => {
        provider.timer = null;
        if (this.isShut(provider)) this.turnAway(provider);
        else if (provider.waiting.size > 0) this.watch(provider);
      },
      Math.max(50, PATIENCE - (this.now() - provider.heardAt) + 1),
    );
  }

  private turnAway(provider: Provider): void {
    for (const admit of provider.waiting) admit(false);
    provider.waiting.clear();
  }
}

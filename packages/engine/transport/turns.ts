/** After this many messages in a row without a response a provider counts as away. */
const SILENCES = 3;
/**
 * Waiting callers are turned away once a provider has been silent to everybody for this long, in
 * milliseconds.
 */
const PATIENCE = 2_000;
/** How often one message tests whether a silent provider is back, in milliseconds from the last attempt. */
const QUIET = 15_000;
/** Most providers to remember. Beyond that, idle ones are forgotten. */
const KEPT = 1_000;

interface Provider {
  readonly most: number;
  busy: number;
  /** When it last responded, or when nothing was last waiting for it. */
  heardAt: number;
  /** Messages in a row without a response, and when the last of them ended. */
  silences: number;
  silentSince: number;
  readonly waiting: Set<(admitted: boolean) => void>;
  timer: NodeJS.Timeout | null;
}

/**
 * A turn with a provider. Call it at the end with whether the provider responded at all, even by refusing.
 */
export type Turn = (spoke: boolean) => void;

/**
 * Bounds the use of each provider. A provider that hangs holds only a few messages: later ones are turned
 * away at once and retried later, so that the worker stays free for other providers.
 */
export class Turns {
  private readonly providers = new Map<string, Provider>();
  private readonly now: () => number;

  constructor(now: () => number = () => performance.now()) {
    this.now = now;
  }

  /**
   * @param most how many requests to it may be open at once
   * @returns null when this provider is not responding at the moment: try again later
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

  /** Turns waiting callers away as soon as the provider has been silent for too long. */
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

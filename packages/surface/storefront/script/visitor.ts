/** Where the browser keeps its own name, after the visitor has agreed. */
export const STORED_AS = 'millrace';
/** Milliseconds: 13 months, the longest that European authorities accept. */
const KEPT_FOR = 395 * 24 * 60 * 60 * 1000;

interface Kept {
  readonly id: string;
  readonly at: number;
}

/** The part of `localStorage` that is used; it may be forbidden and throw. */
export type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** The random name of a browser: in the memory of the page until the visitor agrees, then kept. */
export class Visitor {
  private name: string;
  private agreed: boolean;
  private readonly store: () => Store;

  /** @param now epoch milliseconds */
  constructor(store: () => Store, now: number, random: () => string) {
    this.store = store;
    const kept = this.read();
    // What is kept was kept with consent.
    this.agreed = kept !== null && now - kept.at < KEPT_FOR;
    this.name = this.agreed && kept ? kept.id : random();
  }

  /** Its name, or null while the visitor has not agreed to be recognised. */
  get id(): string | null {
    return this.agreed ? this.name : null;
  }

  /** Its name for what a click asks for, such as notifications: of the page while the visitor has not agreed. */
  get own(): string {
    return this.name;
  }

  /** What the visitor answered. A no forgets the name. */
  consent(agrees: boolean, now: number, random: () => string): void {
    if (agrees && !this.agreed)
      this.attempt((store) => store.setItem(STORED_AS, JSON.stringify({ id: this.name, at: now })));
    if (!agrees) {
      this.attempt((store) => store.removeItem(STORED_AS));
      this.name = random();
    }
    this.agreed = agrees;
  }

  private read(): Kept | null {
    try {
      const kept = JSON.parse(this.store().getItem(STORED_AS) ?? 'null') as Partial<Kept> | null;
      return kept && /^[\w-]{16,64}$/.test(kept.id ?? '') && typeof kept.at === 'number'
        ? (kept as Kept)
        : null;
    } catch {
      return null;
    }
  }

  private attempt(change: (store: Store) => void): void {
    try {
      change(this.store());
    } catch {
      // Forbidden by the browser: the name lasts as long as the page.
    }
  }
}

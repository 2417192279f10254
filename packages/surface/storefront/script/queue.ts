export interface StoreEvent {
  readonly id: string;
  readonly type: string;
  /** Epoch milliseconds by the visitor's clock, which is only compared with itself. */
  readonly at: number;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** How requests leave the page. */
export interface Wire {
  now(): number;
  /** @returns the status of the answer; 0 when there was none */
  post(body: string): Promise<number>;
  /** Sends without waiting, while the page closes. @returns false when the browser refused */
  beacon(body: string): boolean;
  later(run: () => void, milliseconds: number): void;
}

/** Who sends; null while nothing may be sent. */
export type Sender = () => Readonly<Record<string, string | null>> | null;

/** Most events that wait. Of more the oldest are dropped. */
const MOST_WAITING = 50;
const MOST_SENT = 20;
/** Milliseconds. Events that come together are sent together. */
const GATHERS_FOR = 400;
/** Milliseconds before each further attempt. */
const AGAIN_AFTER = [2_000, 10_000, 30_000];

/**
 * Events that are still to be sent. An event keeps its id however often it is sent, so that the other end counts it
 * once: whatever is in doubt is sent again.
 */
export class Queue {
  private waiting: StoreEvent[] = [];
  private sending = false;
  private planned = false;
  private failures = 0;
  private readonly wire: Wire;
  private readonly sender: Sender;

  constructor(wire: Wire, sender: Sender) {
    this.wire = wire;
    this.sender = sender;
  }

  add(event: StoreEvent): void {
    this.waiting.push(event);
    this.waiting = this.waiting.slice(-MOST_WAITING);
    this.plan(GATHERS_FOR);
  }

  /** Sends what waits, soon. */
  plan(milliseconds: number): void {
    if (this.planned) return;
    this.planned = true;
    this.wire.later(() => {
      this.planned = false;
      void this.flush();
    }, milliseconds);
  }

  /** Sends everything that waits as the page closes; the answer is not awaited. */
  leave(): void {
    while (this.waiting.length > 0) {
      const body = this.body(this.waiting.slice(0, MOST_SENT));
      if (body === null || !this.wire.beacon(body)) return;
      this.waiting = this.waiting.slice(MOST_SENT);
    }
  }

  private async flush(): Promise<void> {
    if (this.sending) return;
    const batch = this.waiting.slice(0, MOST_SENT);
    const body = batch.length > 0 ? this.body(batch) : null;
    if (body === null) return;
    this.sending = true;
    const status = await this.wire.post(body);
    this.sending = false;
    if (status === 0 || status === 429 || status >= 500) {
      const pause = AGAIN_AFTER[this.failures];
      this.failures += 1;
      if (pause !== undefined) this.plan(pause);
      return;
    }
    this.failures = 0;
    const sent = new Set(batch);
    this.waiting = this.waiting.filter((event) => !sent.has(event));
    if (this.waiting.length > 0) this.plan(0);
  }

  private body(batch: readonly StoreEvent[]): string | null {
    const sender = this.sender();
    return sender === null
      ? null
      : JSON.stringify({
          ...sender,
          events: batch.map(({ id, type, at, properties }) => ({
            id,
            type,
            ago: this.wire.now() - at,
            properties,
          })),
        });
  }
}

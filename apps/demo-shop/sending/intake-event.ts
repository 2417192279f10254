/** One event as `POST /api/v1/events` takes it. Written down here anew: the shop knows the product by its public interface only. */
export interface OutgoingEvent {
  readonly id: string;
  readonly type: string;
  /** Epoch milliseconds. */
  readonly occurredAt: number;
  readonly customer?: Readonly<Record<string, unknown>>;
  readonly properties: Readonly<Record<string, unknown>>;
}

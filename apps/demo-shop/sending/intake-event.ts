/**
 * One event as `POST /api/v1/events` takes it. Defined again here, since the shop uses only the public interface of
 * Millrace.
 */
export interface OutgoingEvent {
  readonly id: string;
  readonly type: string;
  /** Epoch milliseconds. */
  readonly occurredAt: number;
  readonly customer?: Readonly<Record<string, unknown>>;
  readonly properties: Readonly<Record<string, unknown>>;
}

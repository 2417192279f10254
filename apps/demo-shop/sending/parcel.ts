/** Something to hand to the product: a signed webhook, or events for the public API. */
export interface Parcel {
  readonly id: string;
  /** Parcels of one lane arrive in order, one after the other. */
  readonly lane: string;
  /** Topic of the webhook; null for events. */
  readonly topic: string | null;
  readonly body: string;
  /** Real time, epoch milliseconds. */
  readonly triggeredAt: number;
}

/** One request to Millrace: a signed webhook, or events for the public API. */
export interface Parcel {
  readonly id: string;
  /** Parcels in the same lane are sent in order, one after the other. */
  readonly lane: string;
  /** Topic of the webhook; null for events. */
  readonly topic: string | null;
  readonly body: string;
  /** Real time, epoch milliseconds. */
  readonly triggeredAt: number;
}

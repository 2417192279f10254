import type { PersonalClock } from '@millrace/base';

/** Where events come from. External ids are told apart by it. */
export interface IntakeSource {
  /** The shop (`shopify:name.myshopify.com`), else the id of the connection, or `api`. */
  readonly id: string;
  /** Clock of the people it brings; real time unless it is the demo shop. */
  readonly clock: PersonalClock;
  /** Millrace's own events (a cart was abandoned, a message was opened). */
  readonly internal?: boolean;
  /** What is told of the past: it is stored and counted, and starts no flow, however lately it happened. */
  readonly isHistory?: boolean;
}

/** What a connection's external ids are told apart by: its shop where that is known, so that connecting anew doubles nothing. */
export function sourceIdOf(connection: {
  readonly id: string;
  readonly connector: string;
  readonly shop: string | null;
}): string {
  return connection.shop === null ? connection.id : `${connection.connector}:${connection.shop}`;
}

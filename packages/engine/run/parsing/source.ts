import type { PersonalClock } from '@millrace/base';

/** The source of events. External ids are unique within a source. */
export interface IntakeSource {
  /** The shop (`shopify:name.myshopify.com`), else the id of the connection, else `api`. */
  readonly id: string;
  /** Clock of the source's customers; real time except for the demo shop. */
  readonly clock: PersonalClock;
  /** True for Millrace's own events (a cart was abandoned, a message was opened). */
  readonly internal?: boolean;
  /** True for imported history. It is stored and counted, and starts no flow, however recent it is. */
  readonly isHistory?: boolean;
  /**
   * True for rows of a file that somebody uploaded: nobody was seen by it, and nobody who unsubscribed is subscribed by it.
   */
  readonly isFile?: boolean;
  /** True when events are only checked: they are refused as always, and nothing is stored. */
  readonly isTrial?: boolean;
}

/**
 * The source of a connection's events: its shop when known, so that connecting the shop again duplicates
 * nothing.
 */
export function sourceIdOf(connection: {
  readonly id: string;
  readonly connector: string;
  readonly shop: string | null;
}): string {
  return connection.shop === null ? connection.id : `${connection.connector}:${connection.shop}`;
}

const FILES = 'import';

/** The source of what comes from files of a shop that is not connected: one for each name, in folded letters. */
export const fileSource = (name: string): string => (name === '' ? FILES : `${FILES}:${name}`);

/** Whether a source is one of `fileSource`. */
export const isFileSource = (id: string): boolean => id === FILES || id.startsWith(`${FILES}:`);

import { isMillraceError, type Instant, type Json } from '@millrace/base';
import type { IntakeEvent } from '@millrace/flow';
import type { HttpAnswered, HttpRequest } from './exchange.ts';
import type { MessageReport } from './message-report.ts';

/** The position of a reading. */
export interface PullPlace {
  /** `next` of the last page; null for the first page. */
  readonly cursor: Json | null;
  /** Read only what changed since then; null for everything. */
  readonly since: Instant | null;
  /** When this reading began. Later changes belong to the next reading. */
  readonly until: Instant;
}

/** A flow of the other system. */
export interface FoundFlow {
  /** Its id there. */
  readonly externalId: string;
  readonly name: string;
  /** Its definition as a file that an importer reads; null when it does not run there, so that it is forgotten. */
  readonly file: Json | null;
}

/** One page that was read. */
export interface PulledPage {
  readonly events: readonly IntakeEvent[];
  /** Flows that run there, and those that do not any more. They are audited, and never started. */
  readonly flows?: readonly FoundFlow[];
  readonly reports?: readonly MessageReport[];
  /** Why single items could not be read, one sentence each. */
  readonly skipped: readonly string[];
  /** How many items were on the page. */
  readonly count: number;
  /** Where the next page starts; null after the last page. */
  readonly next: Json | null;
  /** How many items there are in total, if the other system says so. */
  readonly total?: number | null;
  /** Milliseconds to wait before asking for the next page. */
  readonly waitMs?: number;
}

/** Something a connector can read page by page, such as orders. */
export interface PullResource<Config> {
  readonly id: string;
  /** In a marketer's words: "Orders". */
  readonly title: string;
  /**
   * Whether the other system can list what changed since a given time. Only then missed changes can be read.
   */
  readonly tellsChanges: boolean;
  /**
   * Only when an older key may lack the right to read it: what the owner has to allow, as the other system calls it.
   * Status 403 is then asked again a day later, and does not count as a fault of the connection.
   */
  readonly scope?: string;
  request(config: Config, place: PullPlace): HttpRequest;
  /**
   * Reads an answer of status 2xx.
   * @returns the page, or that the same page has to be asked for again after `againMs`
   * @throws MillraceError `input-invalid` if the answer is not a page
   */
  read(
    answer: HttpAnswered,
    config: Config,
    place: PullPlace,
  ): PulledPage | { readonly againMs: number; readonly reason: string };
}

/**
 * What is read from another system page by page: its history once, and missed changes on a schedule. Events
 * get the same ids as those of webhooks, so that nothing is stored twice. History starts no flow.
 */
export interface Pull<Config> {
  /** In the order of reading: people before their orders. */
  readonly resources: readonly PullResource<Config>[];
  /** Pages a second, at most. */
  readonly perSecond: number;
  /** How far back history is read, in days; null for all of it. */
  readonly historyDays: number | null;
  /** How often missed changes are read, in milliseconds. */
  readonly catchUpEveryMs: number;
  /** False while the settings do not allow reading. */
  isPossible(config: Config): boolean;
}

/**
 * The events of all items of a page. An item that cannot be read is listed in `skipped`, so that one bad row
 * does not stop a history.
 */
export function readItems<Item>(
  items: readonly Item[],
  toEvents: (item: Item) => readonly IntakeEvent[],
): Pick<PulledPage, 'events' | 'skipped' | 'count'> {
  const events: IntakeEvent[] = [];
  const skipped: string[] = [];
  for (const item of items) {
    try {
      events.push(...toEvents(item));
    } catch (error) {
      if (!isMillraceError(error)) throw error;
      skipped.push(error.message);
    }
  }
  return { events, skipped, count: items.length };
}

import { isMillraceError, type Instant, type Json } from '@millrace/base';
import type { IntakeEvent } from '@millrace/flow';
import type { HttpAnswered, HttpRequest } from './exchange.ts';
import type { MessageReport } from './message-report.ts';

/** Where a reading has come to. */
export interface PullPlace {
  /** As the last page left it; null for the first. */
  readonly cursor: Json | null;
  /** Only what changed since then; null for everything. */
  readonly since: Instant | null;
  /** When this reading began: what changes after it is the next one's. */
  readonly until: Instant;
}

/** One page, read. */
export interface PulledPage {
  readonly events: readonly IntakeEvent[];
  readonly reports?: readonly MessageReport[];
  /** Why single things of it could not be read, a sentence each. */
  readonly skipped: readonly string[];
  /** How many things were on it. */
  readonly count: number;
  /** Null: this was the last page. */
  readonly next: Json | null;
  /** How many there are in all, where the other system says so. */
  readonly total?: number | null;
  /** Ask for the next page no sooner than this many milliseconds from now. */
  readonly waitMs?: number;
}

/** Something a connector can read page by page, such as orders. */
export interface PullResource<Config> {
  readonly id: string;
  /** As a marketer says it: "Orders". */
  readonly title: string;
  /** True when the other system can say what changed since a moment: then what was missed can be asked for. */
  readonly tellsChanges: boolean;
  request(config: Config, place: PullPlace): HttpRequest;
  /**
   * Reads an answer of status 2xx.
   * @throws MillraceError `input-invalid` when it is no page at all
   */
  read(
    answer: HttpAnswered,
    config: Config,
    place: PullPlace,
  ): PulledPage | { readonly againMs: number; readonly reason: string };
}

/**
 * What is asked of another system page by page: its history once, and what was missed on a schedule. What is read comes in as
 * events with the same ids as its webhooks, so that one happening stays one. History starts no flow.
 */
export interface Pull<Config> {
  /** In the order in which they are read: people before their orders. */
  readonly resources: readonly PullResource<Config>[];
  /** Pages a second, at most. */
  readonly perSecond: number;
  /** How far back the history goes, in days; null for all of it. */
  readonly historyDays: number | null;
  /** How often it is asked for what was missed, in milliseconds. */
  readonly catchUpEveryMs: number;
  /** False while the settings do not let us read. */
  isPossible(config: Config): boolean;
}

/** Each thing of a page as its events; what cannot be read is told and left out, so that one bad row does not stop a history. */
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

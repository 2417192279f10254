import type { imports, Known, Row } from '@millrace/db/schema';
import type { FilePlace } from './file-rows.ts';
import type { ImportKind } from './import-kinds.ts';
import type { ImportSettings } from './import-settings.ts';
import type { Verdict } from './read-row.ts';

/**
 * `uploading`: its parts arrive. `ready`: its columns can be named. `checking` and `checked`: what it would do is counted,
 * and nothing is changed. `running`, then `done`; or `stopped` by a person, or `failed`.
 */
export const IMPORT_STATES = [
  'uploading',
  'ready',
  'checking',
  'checked',
  'running',
  'done',
  'stopped',
  'failed',
] as const;
export type ImportState = (typeof IMPORT_STATES)[number];

/** How many rows came to what. */
export type ImportCounts = Readonly<Record<'rows' | Verdict, number>> & {
  /** Rows that were refused or kept, by reason. */
  readonly reasons: Readonly<Record<string, number>>;
};

export const NO_COUNTS: ImportCounts = {
  rows: 0,
  new: 0,
  updated: 0,
  unchanged: 0,
  kept: 0,
  refused: 0,
  reasons: {},
};

export type ImportRow = Known<
  Row<typeof imports>,
  {
    kind: ImportKind;
    state: ImportState;
    settings: ImportSettings | null;
    place: FilePlace | null;
    counts: Partial<ImportCounts>;
  }
>;

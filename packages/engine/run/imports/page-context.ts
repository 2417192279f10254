import type { Context } from '@millrace/core/verb';
import type { StoreSettings } from '@millrace/core/store';
import type { Tx } from '@millrace/db';
import type { Instant } from '@millrace/base';
import type { IntakeSource } from '../parsing/source.ts';
import type { ImportSettings } from './import-settings.ts';
import type { CellHabits } from './read-cells.ts';

/** What a page of an import is judged by. */
export interface PageContext {
  readonly tx: Tx;
  readonly context: Context;
  readonly importId: string;
  readonly settings: ImportSettings;
  readonly habits: CellHabits;
  readonly store: StoreSettings;
  /** The source under which numbers of customers and orders are known. */
  readonly source: IntakeSource;
  readonly now: Instant;
}

import type { Instant } from '@millrace/base';
import type { WorkFor } from './acts/work.ts';

/** Work as it is opened, with its texts filled in. */
export interface OpenedWork {
  /** Id of the kind of work. */
  readonly kind: string;
  readonly title: string;
  readonly details: string;
  readonly risk: string;
  readonly facts: readonly { readonly label: string; readonly value: string }[];
  readonly for: WorkFor;
  readonly deadline: Instant | null;
  readonly next: WorkFor | null;
  readonly awaited: boolean;
}

/** A change of the work of the team. */
export type WorkChange =
  | ({ readonly do: 'open' } & OpenedWork)
  /** Opened by the call `work`. */
  | {
      readonly do: 'escalate';
      readonly work: string;
      readonly for: WorkFor;
      readonly deadline: Instant | null;
    }
  | { readonly do: 'close'; readonly work: string };

import type { Instant } from '@millrace/base';
import type { WorkFor } from './acts/work.ts';

/** A text that a person checks, and may change, before it is used. */
export interface WorkDraft {
  /** The name of the text in the capability that uses it. */
  readonly name: string;
  readonly label: string;
  readonly value: string;
  /** Whether it has more than one line. */
  readonly long: boolean;
  /** Most characters. */
  readonly most: number;
}

/** Work as it is opened, with its texts filled in. */
export interface OpenedWork {
  /** Id of the kind of work. */
  readonly kind: string;
  readonly title: string;
  readonly details: string;
  readonly risk: string;
  readonly facts: readonly { readonly label: string; readonly value: string }[];
  readonly drafts: readonly WorkDraft[];
  /** The call of earlier work whose drafts, as they were agreed to, belong here too. */
  readonly draftsOf: string | null;
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

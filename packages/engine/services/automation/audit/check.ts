import type { Graph } from '@millrace/flow';
import type { LiftReport } from '@millrace/measure';

/** What is known of a flow that is audited. Counts are of the last 30 days. */
export interface AuditedFlow {
  readonly id: string;
  /** Here, or in another system. */
  readonly runs: 'here' | 'elsewhere';
  readonly state: 'live' | 'paused';
  /** As it is live. */
  readonly graph: Graph;
  /** Whether it writes to customers by its own messages. */
  readonly writes: boolean;
  /** Whether it is measured against a holdout: flows about people that sell something. */
  readonly isMeasured: boolean;
  /** Events that let people in, and events of its exit rules; null when the file does not say. */
  readonly enters: readonly string[] | null;
  readonly exits: readonly string[] | null;
  /** Name of a live flow here that writes to the same people; null when there is none, and for flows here. */
  readonly alsoHere: string | null;
  readonly lift: LiftReport;
  /** Days since it was first published, and since it was paused; null when it is not. */
  readonly daysLive: number;
  readonly daysPaused: number | null;
  /** Days since the draft was changed without being published; null when nothing waits. */
  readonly daysUnpublished: number | null;
  /** Weeks until a gain of a fifth in people who order shows with its holdout; null while not known. */
  readonly weeksToShow: number | null;
  readonly counts: AuditCounts;
  /** Names of guardrails that are switched off. */
  readonly guardrailsOff: readonly string[];
  /** The day in the store, `2026-11-27`. */
  readonly today: string;
}

export interface AuditCounts {
  readonly sent: number;
  readonly refused: number;
  readonly failed: number;
  readonly unsubscribed: number;
  /** Minor units, of attributed orders. */
  readonly revenue: number;
  readonly discount: number;
}

export interface Finding {
  readonly ok: boolean;
  /** The evidence, in one sentence. */
  readonly sentence: string;
}

/** One thing that is looked at. Each is a file; `checks.ts` is the list. */
export interface AuditCheck {
  readonly id: string;
  readonly title: string;
  /** Why it counts, in one sentence. */
  readonly why: string;
  /** A serious finding may cost money or customers; others make a flow hard to judge or to keep. */
  readonly weight: 'serious' | 'minor';
  /** Only of flows here, or only of flows in other systems; left out: of both. */
  readonly of?: AuditedFlow['runs'];
  /** Where it is mended: the settings of the flow, its canvas, its results, the message log, or the guardrails. */
  readonly mend: 'settings' | 'canvas' | 'results' | 'messages' | 'guardrails';
  /** Null when it does not apply to this flow, or when too little is known. */
  look(flow: AuditedFlow): Finding | null;
}

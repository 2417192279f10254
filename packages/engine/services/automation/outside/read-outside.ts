import type { Instant } from '@millrace/base';
import type { Tx } from '@millrace/db';
import { RECOVERY_EVENTS, type Graph } from '@millrace/flow';
import { liftReport } from '@millrace/measure';
import { MOST_OUTSIDE } from '@millrace/run/outside-flows';
import { z } from 'zod';
import type { AuditedFlow } from '../audit/check.ts';
import { writesAndMoments } from '../audit/read-flows.ts';
import { storedGraph } from '../stored-graph.ts';

/** A flow that runs in another system. */
export interface OutsideFlow {
  readonly id: string;
  readonly name: string;
  readonly system: string;
  /** Whether it is read from a connection, and so kept up to date. */
  readonly isConnected: boolean;
  readonly readAt: Instant;
  /** Null when it cannot be read; `problem` says why. */
  readonly graph: Graph | null;
  /** See `occasionOf`. */
  readonly occasion: string | null;
  readonly problem: string | null;
  /** Parts of the original that the graph does not have. */
  readonly leftOut: readonly { readonly step: string; readonly why: string }[];
  readonly hides: readonly string[];
}

const leftOutSchema = z
  .array(z.looseObject({ step: z.string(), why: z.string(), hides: z.string().optional() }))
  .catch([]);

/** Flows of other systems; those of a connection that is switched off are left out. */
export async function outsideFlows(tx: Tx): Promise<readonly OutsideFlow[]> {
  const rows = await tx<
    {
      id: string;
      name: string;
      system: string;
      connection_id: string | null;
      graph: unknown;
      problem: string | null;
      left_out: unknown;
      read_at: Instant;
    }[]
  >`
    select id, name, system, connection_id, graph, problem, left_out, read_at from outside_flows o
    where connection_id is null
      or exists (select 1 from connections c where c.id = o.connection_id and c.disabled_at is null)
    order by system, name, id limit ${MOST_OUTSIDE}`;
  return rows.map((row) => {
    const leftOut = leftOutSchema.parse(row.left_out);
    const graph = row.graph === null ? null : storedGraph(row.graph);
    return {
      id: row.id,
      name: row.name,
      system: row.system,
      isConnected: row.connection_id !== null,
      readAt: row.read_at,
      graph: graph && { ...graph, settings: { ...graph.settings, holdout: 0 } },
      occasion: graph && occasionOf(graph),
      problem: graph === null ? (row.problem ?? 'Its steps cannot be read by this release.') : null,
      leftOut: leftOut.map(({ step, why }) => ({ step, why })),
      hides: leftOut.flatMap(({ hides }) => hides ?? []),
    };
  });
}

/**
 * What a flow is about, to compare flows of different systems: its subject, its purpose and the events that let people in.
 * Null when it does not say what lets them in.
 */
export function occasionOf(graph: Graph): string | null {
  const { subject, settings } = graph;
  // Systems have different events for a cart that is left.
  const events = writesAndMoments(graph).enters.map((event) => (RECOVERY_EVENTS.has(event) ? 'cart' : event));
  const enters = [...new Set(events)].sort();
  return enters.length === 0 ? null : JSON.stringify([subject, settings.purpose, enters]);
}

/** The names of live flows here that sell by messages, by what they are about. */
export const namesByOccasion = (
  flows: readonly { readonly name: string; readonly graph: Graph; readonly writes: boolean }[],
): ReadonlyMap<string | null, string> =>
  new Map(
    flows
      .filter(({ writes, graph }) => writes && graph.settings.purpose === 'marketing')
      .map(({ name, graph }) => [occasionOf(graph), name] as const)
      // The first of several is named.
      .toReversed(),
  );

/** A flow of another system as the checks look at it: its steps are known, and nothing that was counted. */
export function auditedOutside(
  flow: OutsideFlow & { readonly graph: Graph },
  here: ReturnType<typeof namesByOccasion>,
  today: string,
): AuditedFlow {
  const { writes, enters, exits } = writesAndMoments(flow.graph);
  const { occasion } = flow;
  return {
    id: flow.id,
    runs: 'elsewhere',
    state: 'live',
    graph: flow.graph,
    writes,
    isMeasured: false,
    enters: occasion === null || flow.hides.includes('trigger') ? null : enters,
    exits: exits.length === 0 && flow.hides.includes('exits') ? null : exits,
    alsoHere: occasion === null ? null : (here.get(occasion) ?? null),
    lift: liftReport([]),
    daysLive: 0,
    daysPaused: null,
    daysUnpublished: null,
    weeksToShow: null,
    counts: { sent: 0, refused: 0, failed: 0, unsubscribed: 0, revenue: 0, discount: 0 },
    guardrailsOff: [],
    today,
  };
}

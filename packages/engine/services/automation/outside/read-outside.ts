import type { Instant } from '@millrace/base';
import type { Tx } from '@millrace/db';
import { RECOVERY_EVENTS, type Graph } from '@millrace/flow';
import { liftReport } from '@millrace/measure';
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
    order by system, name, id limit 300`;
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
      problem: graph === null ? (row.problem ?? 'Its steps cannot be read by this release.') : null,
      leftOut: leftOut.map(({ step, why }) => ({ step, why })),
      hides: leftOut.flatMap(({ hides }) => hides ?? []),
    };
  });
}

/** What lets people in, in a form to compare; null when the file does not say. */
export function momentsOf(graph: Graph): string | null {
  const { subject, settings } = graph;
  // Systems have different events for a cart that is left.
  const moments = writesAndMoments(graph).enters.map((event) =>
    RECOVERY_EVENTS.has(event) ? 'cart' : event,
  );
  const enters = [...new Set(moments)].sort();
  return enters.length === 0 ? null : JSON.stringify([subject, settings.purpose, enters]);
}

/** A flow of another system as the checks look at it: its steps are known, and nothing that was counted. */
export function auditedOutside(
  flow: OutsideFlow & { readonly graph: Graph },
  here: readonly { readonly name: string; readonly graph: Graph; readonly writes: boolean }[],
  today: string,
): AuditedFlow {
  const { writes, enters, exits } = writesAndMoments(flow.graph);
  const moments = momentsOf(flow.graph);
  const also = here.find(
    (one) => one.writes && one.graph.settings.purpose === 'marketing' && momentsOf(one.graph) === moments,
  );
  return {
    id: flow.id,
    runs: 'elsewhere',
    state: 'live',
    graph: flow.graph,
    writes,
    isMeasured: false,
    enters: moments === null || flow.hides.includes('trigger') ? null : enters,
    exits: exits.length === 0 && flow.hides.includes('exits') ? null : exits,
    alsoHere: moments === null ? null : (also?.name ?? null),
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

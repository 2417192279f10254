import type { Counts, FlowAnalytics } from '@millrace/services/measure';

export interface MessageFigures {
  readonly node: string;
  readonly sent: number;
  readonly opened: number;
  readonly clicked: number;
  /** Messages opened or clicked by a machine, such as a scanner. Not in `opened` and `clicked`. */
  readonly machineOpened: number;
  readonly machineClicked: number;
  readonly orders: number;
  readonly revenue: number;
  readonly unsubscribed: number;
  /** Minor units for each message sent; null before the first. */
  readonly revenueEach: number | null;
}

/** The numbers of each message step, in the given order. Steps that never sent have zeros. */
export function messageFigures(
  nodes: FlowAnalytics['nodes'],
  order: readonly string[],
): readonly MessageFigures[] {
  return order.map((node) => {
    const of = nodes[node] ?? {};
    const sent = of['sent'] ?? 0;
    const revenue = of['revenue'] ?? 0;
    return {
      node,
      sent,
      opened: of['opened'] ?? 0,
      clicked: of['clicked'] ?? 0,
      machineOpened: of['machine-opened'] ?? 0,
      machineClicked: of['machine-clicked'] ?? 0,
      orders: of['orders'] ?? 0,
      revenue,
      unsubscribed: of['unsubscribed'] ?? 0,
      revenueEach: sent > 0 ? Math.round(revenue / sent) : null,
    };
  });
}

export const OUTCOMES = ['held', 'refused', 'skipped', 'failed'] as const;
export type Outcome = (typeof OUTCOMES)[number];

export interface Reason {
  readonly outcome: Outcome;
  readonly reason: string;
  readonly count: number;
  /** Steps where it happened, most frequent first. */
  readonly at: readonly string[];
}

/** How often messages were held or not sent, by reason, over all steps. Most frequent first. */
export function reasonsOf(nodes: FlowAnalytics['nodes']): readonly Reason[] {
  const found = new Map<string, { outcome: Outcome; reason: string; steps: Map<string, number> }>();
  for (const [node, of] of Object.entries(nodes)) {
    for (const [metric, count] of Object.entries(of)) {
      const [outcome, reason] = parted(metric);
      if (!reason || !isOutcome(outcome) || count <= 0) continue;
      const entry = found.get(metric) ?? { outcome, reason, steps: new Map<string, number>() };
      entry.steps.set(node, (entry.steps.get(node) ?? 0) + count);
      found.set(metric, entry);
    }
  }
  return [...found.values()]
    .map(({ outcome, reason, steps }) => ({
      outcome,
      reason,
      count: [...steps.values()].reduce((sum, count) => sum + count, 0),
      at: [...steps].sort((left, right) => right[1] - left[1]).map(([node]) => node),
    }))
    .sort((left, right) => right.count - left.count);
}

function parted(metric: string): readonly [string, string | undefined] {
  const colon = metric.indexOf(':');
  return colon < 0 ? [metric, undefined] : [metric.slice(0, colon), metric.slice(colon + 1)];
}
const isOutcome = (text: string): text is Outcome => (OUTCOMES as readonly string[]).includes(text);

export interface Way {
  readonly port: string;
  readonly people: number;
}

/** How many left a step by each port. The holdout is left out. */
export function waysTaken(of: Counts | undefined): readonly Way[] {
  return Object.entries(of ?? {})
    .filter(([metric]) => metric.startsWith('went:'))
    .map(([metric, people]) => ({ port: metric.slice(5), people }));
}

/** Of one group: the share of people who ordered, 0 to 1, and average margin and revenue per person in minor units. */
export function perPerson(arm: FlowAnalytics['arms']['treated']): {
  readonly conversion: number | null;
  readonly margin: number | null;
  readonly revenue: number | null;
} {
  if (arm.people <= 0) return { conversion: null, margin: null, revenue: null };
  return {
    conversion: arm.converted / arm.people,
    margin: arm.margin / arm.people,
    revenue: arm.revenue / arm.people,
  };
}

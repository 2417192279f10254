import { own, type Instant } from '@millrace/base';
import { kinds } from '@millrace/core/plans';
import type { Tx } from '@millrace/db';
import type { FlowTest, Plan } from '@millrace/flow';
import { testReport, type TestReport, type VariantCounts } from '@millrace/measure';

/** A test of a flow's plan, with its people and what they say so far. */
export interface RunningTest {
  readonly node: string;
  readonly name: string;
  readonly test: FlowTest;
  readonly variants: readonly VariantCounts[];
  readonly report: TestReport;
  /** Left out, as two customers with different variants turned out to be one. */
  readonly inBoth: number;
  /** The variant that everybody new gets; null while people are drawn. */
  readonly chosen: { readonly variant: string; readonly at: Instant; readonly by: string | null } | null;
}

interface CountRow {
  readonly variant: string;
  readonly people: number;
  readonly measured: number;
  readonly reached: number;
  readonly in_both: number;
}

export type TestStep = Pick<RunningTest, 'node' | 'name' | 'test'>;

/** The tests of a plan, in its order. */
export const testsIn = (plan: Plan): readonly TestStep[] =>
  plan.nodes.flatMap((node) => {
    const kind = own(kinds, node.kind);
    return kind?.test
      ? [{ node: node.id, name: node.name, test: kind.test(kind.config.parse(node.config)) }]
      : [];
  });

/**
 * Tests with their people and what they say so far. A person is measured when their window is over, and reached
 * it when one of the goals happened in it. Events of messages count only for messages of the same entry.
 */
export async function readTests(
  tx: Tx,
  flowId: string,
  tests: readonly TestStep[],
  now: Instant,
): Promise<readonly RunningTest[]> {
  if (tests.length === 0) return [];
  const choices = await tx<
    { node: string; variant: string | null; round: string; at: Instant; by: string | null }[]
  >`
    select node, variant, round, chosen_at as at, chosen_by as by from test_choices where flow_id = ${flowId}`;
  const read: RunningTest[] = [];
  for (const { node, name, test } of tests) {
    const rows = await countsOf(tx, flowId, node, test, now);
    const variants = test.variants.map(({ id, name: called }): VariantCounts => {
      const row = rows.find((one) => one.variant === id);
      return {
        id,
        name: called,
        people: row?.people ?? 0,
        measured: row?.measured ?? 0,
        reached: row?.reached ?? 0,
      };
    });
    const chosen = choices.find((choice) => choice.node === node && choice.round === test.round);
    read.push({
      node,
      name,
      test,
      variants,
      report: testReport(variants, test.least),
      inBoth: rows.reduce((sum, row) => sum + row.in_both, 0),
      chosen: chosen?.variant ? { variant: chosen.variant, at: chosen.at, by: chosen.by } : null,
    });
  }
  return read;
}

function countsOf(
  tx: Tx,
  flowId: string,
  node: string,
  { round, goals }: FlowTest,
  now: Instant,
): PromiseLike<readonly CountRow[]> {
  return tx<CountRow[]>`
    select variant, count(*) filter (where not in_both)::int as people,
      count(*) filter (where not in_both and window_ends_at <= ${now})::int as measured,
      count(*) filter (where not in_both and window_ends_at <= ${now} and exists (
        select 1 from events e where e.customer_id = t.customer_id and e.type = any(${[...goals]}::text[])
          and e.occurred_at >= t.at and e.occurred_at <= t.window_ends_at
          and (e.message_id is null or exists (select 1 from messages m where m.id = e.message_id
            and m.enrolled_at = t.enrolled_at and m.enrolment_id = t.enrolment_id))))::int as reached,
      count(*) filter (where in_both)::int as in_both
    from test_people t where flow_id = ${flowId} and node = ${node} and round = ${round}
    group by 1`;
}

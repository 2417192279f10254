import { segmentsNamed, resolvePlan, resolveSegments, type Condition, type Plan } from '@millrace/flow';
import type { Tx } from '@millrace/db';

interface SegmentRow {
  readonly id: string;
  readonly revision: number;
  readonly condition: Condition;
}

/** The saved segments with these ids, and those that they name in turn. */
async function readSegments(tx: Tx, ids: readonly string[]): Promise<readonly SegmentRow[]> {
  const found: SegmentRow[] = [];
  const asked = new Set<string>();
  for (let wanted = ids; wanted.length > 0;) {
    for (const id of wanted) asked.add(id);
    const rows = await tx<SegmentRow[]>`
      select id, revision, condition from segments where flow_id is null and id::text = any(${wanted as string[]}::text[])`;
    found.push(...rows);
    wanted = [...new Set(rows.flatMap(({ condition }) => segmentsNamed(condition)))].filter(
      (id) => !asked.has(id),
    );
  }
  return found;
}

const conditionsOf = (rows: readonly SegmentRow[]) =>
  Object.fromEntries(rows.map(({ id, condition }) => [id, condition]));

/** A condition with those of the saved segments it names, as they are now. */
export async function resolveCondition(tx: Tx, condition: Condition): Promise<Condition> {
  const ids = segmentsNamed(condition);
  return ids.length === 0 ? condition : resolveSegments(condition, conditionsOf(await readSegments(tx, ids)));
}

/** The last result of each plan, with the revisions of the segments in it. */
const resolved = new WeakMap<Plan, { readonly revisions: string; readonly plan: Plan }>();

/** A plan with the conditions of the saved segments it names, as they are now. */
export async function resolveSegmentsOf(tx: Tx, plan: Plan): Promise<Plan> {
  const ids = plan.needs.segments ?? [];
  if (ids.length === 0) return plan;
  const rows = await readSegments(tx, ids);
  const revisions = rows.map(({ id, revision }) => `${id}@${revision}`).join();
  const known = resolved.get(plan);
  if (known?.revisions === revisions) return known.plan;
  const made = resolvePlan(plan, conditionsOf(rows));
  resolved.set(plan, { revisions, plan: made });
  return made;
}

import type { Instant } from '@millrace/base';
import { readPlan } from '@millrace/core/plans';
import { writeAudit, type Context } from '@millrace/core/verb';
import type { Database, Tx } from '@millrace/db';
import { chooseVariant } from './choose-variant.ts';
import { readTests } from './read-tests.ts';

/**
 * Chooses the winner of every live test whose marketer left it to the rule, as soon as one variant is better
 * than all others. A choice that was made, or taken back by a person, is left alone.
 */
export async function chooseWinners(
  db: Database,
  contextOf: (workspaceId: string) => Context,
  now: Instant,
): Promise<void> {
  for (const { workspace_id: id } of await db.asRouter(
    (tx) => tx<{ workspace_id: string }[]>`select workspace_id from known_workspaces()`,
  ))
    await db.inWorkspace(id, (tx) => chooseIn(tx, contextOf(id), now));
}

async function chooseIn(tx: Tx, context: Context, now: Instant): Promise<void> {
  const flows = await tx<{ id: string; name: string; plan_hash: string }[]>`
    select f.id, f.name, v.plan_hash from flows f join flow_versions v on v.id = f.live_version_id
      join plans p on p.hash = v.plan_hash
      where f.state = 'live' and p.plan #> '{needs,tests}' is not null`;
  for (const flow of flows) {
    const plan = await readPlan(tx, context.workspaceId, flow.plan_hash);
    for (const { node, name, test, report, chosen, variants } of await readTests(tx, flow.id, plan, now)) {
      if (!test.isAutomatic || chosen !== null || report.winner === null) continue;
      const { workspaceId } = context;
      const choice = {
        workspaceId,
        flowId: flow.id,
        node,
        variant: report.winner,
        round: test.round,
        by: null,
      };
      if (!(await chooseVariant(tx, choice, now))) continue;
      const winner = variants.find(({ id }) => id === report.winner)?.name ?? report.winner;
      await writeAudit(tx, context, 'test-won', {
        subject: { type: 'flow', id: flow.id },
        summary: `“${winner}” won the test “${name}” in ${flow.name}`,
        changes: { node, variant: report.winner },
      });
    }
  }
}

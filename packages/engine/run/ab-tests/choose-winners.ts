import type { Instant } from '@millrace/base';
import { readPlan } from '@millrace/core/plans';
import { everyWorkspace } from '@millrace/core/store';
import { writeAudit, type Context } from '@millrace/core/verb';
import type { Database, Tx } from '@millrace/db';
import { chooseVariant } from './choose-variant.ts';
import { readTests, testsIn } from './read-tests.ts';

/**
 * Chooses the winner of every live test whose marketer left it to the rule, as soon as one variant is better
 * than all others. A choice that was made, or taken back by a person, is left alone.
 */
export async function chooseWinners(
  db: Database,
  contextOf: (workspaceId: string) => Context,
  now: Instant,
): Promise<void> {
  for (const id of await everyWorkspace(db))
    await db.inWorkspace(id, (tx) => chooseIn(tx, contextOf(id), now));
}

async function chooseIn(tx: Tx, context: Context, now: Instant): Promise<void> {
  const flows = await tx<{ id: string; name: string; plan_hash: string }[]>`
    select f.id, f.name, v.plan_hash from flows f join flow_versions v on v.id = f.live_version_id
      join plans p on p.hash = v.plan_hash
      where f.state = 'live' and p.plan #> '{needs,tests}' is not null`;
  for (const flow of flows) {
    const plan = await readPlan(tx, context.workspaceId, flow.plan_hash);
    const decided = await tx<{ node: string; round: string }[]>`
      select node, round from test_choices where flow_id = ${flow.id}`;
    // A test that is decided, or left to us, need not be counted.
    const open = testsIn(plan).filter(
      ({ node, test }) =>
        test.isAutomatic && !decided.some((choice) => choice.node === node && choice.round === test.round),
    );
    for (const { node, name, test, report, variants } of await readTests(tx, flow.id, open, now)) {
      if (report.winner === null) continue;
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

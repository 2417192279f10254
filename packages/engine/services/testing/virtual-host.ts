import { act } from '@millrace/run/acting';
import { advance } from '@millrace/run/enrolments';
import { recheckNext } from '@millrace/run/messages';
import { filterEvents } from '@millrace/run/filtering';
import { abandonCarts, claimOutbox, routeNext } from '@millrace/run/routing';
import { deliver } from '@millrace/run/sending';
import { runBulkJobs } from '@millrace/run/bulk-jobs';
import { watchSegments } from '@millrace/run/segments';
import { letInBySegment, runSources, tellProductNews } from '@millrace/run/triggers';
import { judgeDueVisits } from '@millrace/run/visits';
import type { Instruction } from '@millrace/runtime';
import type { TestStore } from './test-store.ts';

/** Simulates a crash: committed work stays, nothing else does, and the host repeats the work. */
export class Crash extends Error {}

async function untilDone<Result>(run: () => Promise<Result>): Promise<Result> {
  for (;;) {
    try {
      return await run();
    } catch (error) {
      if (!(error instanceof Crash)) throw error;
    }
  }
}

interface Run {
  readonly workspaceId: string;
  instruction: Instruction | null;
  /** How many times in a row the same instruction was due at once, as the workflow counts it. */
  repeats: number;
}

/**
 * Does in virtual time what Temporal does for an enrolment: keeps a timer, passes on wakes, calls `advance`
 * and `deliver`. The same loop as the workflow's, so that months pass in a test while all logic is real.
 */
export class VirtualHost {
  private readonly runs = new Map<string, Run>();
  private readonly store: TestStore;

  constructor(store: TestStore) {
    this.store = store;
  }

  /** Runs everything that is due now. */
  async settle(): Promise<void> {
    const { db, contextOf, clock } = this.store;
    for (let quiet = false; !quiet;) {
      quiet = true;
      const errors: unknown[] = [];
      while (await filterEvents(db)) quiet = false;
      while (await routeNext(db, clock.now(), (error) => errors.push(error))) quiet = false;
      if ((await untilDone(() => abandonCarts(db, contextOf, clock.now()))) > 0) quiet = false;
      const note = (error: unknown) => (error instanceof Crash ? undefined : errors.push(error));
      if ((await untilDone(() => judgeDueVisits(db, contextOf, clock.now(), note))) > 0) quiet = false;
      if (errors.length > 0) throw errors[0];
      while (await runSources(db, contextOf, clock.now(), note)) quiet = false;
      while (await watchSegments(db, letInBySegment(contextOf), clock.now(), note)) quiet = false;
      while (await tellProductNews(db, contextOf, clock.now())) quiet = false;
      while (await recheckNext(db, clock.now())) quiet = false;
      while (await untilDone(() => runBulkJobs(db, contextOf, clock.now()))) quiet = false;
      const woken: string[] = [];
      await claimOutbox(db, async ({ workspaceId, enrolmentId }) => {
        if (!this.runs.has(enrolmentId))
          this.runs.set(enrolmentId, { workspaceId, instruction: null, repeats: 0 });
        woken.push(enrolmentId);
        return true;
      });
      for (const id of woken) await this.look(id);
      if (woken.length > 0) quiet = false;
      for (const [id, run] of this.runs)
        if (this.dueAt(run) <= clock.now()) {
          await this.follow(id, run);
          quiet = false;
        }
    }
  }

  /** Advances time to `until`, stopping wherever something is due. */
  async passUntil(until: number): Promise<void> {
    await this.settle();
    for (;;) {
      const next = Math.min(
        ...[...this.runs.values()].map((run) => this.dueAt(run)),
        await this.nextCart(),
        await this.nextVisit(),
      );
      if (!(next <= until)) break;
      this.store.clock.set(Math.max(next, this.store.clock.now()));
      await this.settle();
    }
    this.store.clock.set(until);
    await this.settle();
  }

  pass(milliseconds: number): Promise<void> {
    return this.passUntil(this.store.clock.now() + milliseconds);
  }

  /** The last instruction that the enrolment's workflow got. */
  instructionOf(enrolmentId: string): Instruction | null {
    return this.runs.get(enrolmentId)?.instruction ?? null;
  }

  private dueAt(run: Run): number {
    const { instruction } = run;
    if (!instruction || instruction.type === 'done') return Infinity;
    if (instruction.type === 'wait') return instruction.until ?? Infinity;
    return instruction.at ?? 0;
  }

  private async look(id: string, stuck = false): Promise<void> {
    const run = this.runs.get(id) as Run;
    if (run.instruction?.type === 'done') return;
    const seq = run.instruction?.seq ?? -1;
    run.instruction = await untilDone(() =>
      advance(this.store.contextOf(run.workspaceId), {
        enrolmentId: id,
        seq,
        now: this.store.clock.now(),
        stuck,
      }),
    );
  }

  private async follow(id: string, run: Run): Promise<void> {
    const before = run.instruction;
    const stuck = run.repeats > 0;
    if (before?.type === 'deliver') {
      const { seq, messageId } = before;
      run.instruction = await untilDone(() =>
        deliver(this.store.contextOf(run.workspaceId), {
          enrolmentId: id,
          messageId,
          seq,
          now: this.store.clock.now(),
          stuck,
        }),
      );
    } else if (before?.type === 'call') {
      const { seq, callId } = before;
      run.instruction = await untilDone(() =>
        act(this.store.contextOf(run.workspaceId), {
          enrolmentId: id,
          callId,
          seq,
          now: this.store.clock.now(),
          stuck,
        }),
      );
    } else await this.look(id, stuck);
    run.repeats = JSON.stringify(run.instruction) === JSON.stringify(before) ? run.repeats + 1 : 0;
    if (run.repeats > 1) throw new Error(`stuck: ${JSON.stringify(before)}`);
  }

  private async nextVisit(): Promise<number> {
    const [row] = await this.store.db.asRouter(
      (tx) => tx<{ due: number | null }[]>`select min(due_at) as due from visit_checks`,
    );
    return row?.due ?? Infinity;
  }

  private async nextCart(): Promise<number> {
    const [row] = await this.store.db.asRouter(
      (tx) => tx<{ due: number }[]>`select due from carts_due('infinity', 1)`,
    );
    return row?.due ?? Infinity;
  }
}

import type { Instruction } from '@millrace/runtime';
import { advance } from '../enrolments/advance.ts';
import { sweepSome } from '../flows/sweep.ts';
import { deliver } from '../messages/deliver.ts';
import { abandonCarts } from '../routing/abandon-carts.ts';
import { claimDispatches } from '../routing/claim-dispatches.ts';
import { routeNext } from '../routing/route-events.ts';
import { siftEvents } from '../routing/sift-events.ts';
import type { TestStore } from './test-store.ts';

interface Run {
  readonly workspaceId: string;
  instruction: Instruction | null;
}

/**
 * What Temporal does for an enrolment (keep a timer, hand on a wake, call `advance` and `deliver`), in virtual time: the same
 * loop as the workflow's, so that months pass in a test while everything that means anything is the real thing.
 */
export class VirtualHost {
  private readonly runs = new Map<string, Run>();
  private readonly store: TestStore;

  constructor(store: TestStore) {
    this.store = store;
  }

  /** Lets everything that is due now happen. */
  async settle(): Promise<void> {
    const { db, contextOf, clock } = this.store;
    for (let quiet = false; !quiet;) {
      quiet = true;
      const errors: unknown[] = [];
      while (await siftEvents(db)) quiet = false;
      while (await routeNext(db, clock.now(), (error) => errors.push(error))) quiet = false;
      if (errors.length > 0) throw errors[0];
      if ((await abandonCarts(db, contextOf, clock.now())) > 0) quiet = false;
      while (await sweepSome(db, contextOf, clock.now())) quiet = false;
      const woken: string[] = [];
      await claimDispatches(db, async ({ workspaceId, enrolmentId }) => {
        if (!this.runs.has(enrolmentId)) this.runs.set(enrolmentId, { workspaceId, instruction: null });
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

  /** Moves time on to `until`, stopping wherever something is due. */
  async passUntil(until: number): Promise<void> {
    await this.settle();
    for (;;) {
      const next = Math.min(...[...this.runs.values()].map((run) => this.dueAt(run)), await this.nextCart());
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

  private dueAt(run: Run): number {
    const { instruction } = run;
    if (!instruction || instruction.type === 'done') return Infinity;
    if (instruction.type === 'wait') return instruction.until ?? Infinity;
    return instruction.at ?? 0;
  }

  private async look(id: string): Promise<void> {
    const run = this.runs.get(id) as Run;
    if (run.instruction?.type === 'done') return;
    run.instruction = await advance(this.store.contextOf(run.workspaceId), {
      enrolmentId: id,
      seq: run.instruction?.seq ?? -1,
      now: this.store.clock.now(),
    });
  }

  private async follow(id: string, run: Run): Promise<void> {
    if (run.instruction?.type === 'deliver') {
      const { seq, messageId } = run.instruction;
      run.instruction = await deliver(this.store.contextOf(run.workspaceId), {
        enrolmentId: id,
        messageId,
        seq,
        now: this.store.clock.now(),
      });
    } else await this.look(id);
  }

  private async nextCart(): Promise<number> {
    const [row] = await this.store.db.asRouter((tx) => tx<{ due: number }[]>`select due from carts_due('infinity', 1)`);
    return row?.due ?? Infinity;
  }
}

import { HOUR, MINUTE } from '@millrace/base';
import type { Context } from '@millrace/core/verb';
import { describe, expect, test } from 'vitest';
import { getEnrolment, listEnrolments } from '../enrolments/read-enrolments.ts';
import { listAudit } from '../settings/audit.ts';
import { callerWithout, NO_ID } from '../testing/callers.ts';
import { graphOf, node, wait } from '../testing/index.ts';
import { oneStore, type OneStore } from '../testing/one-store.ts';
import { cancelEnrolment, overduePeople, pauseFlow, resumeFlow, stopFlow } from './change-state.ts';
import { createFlow } from './create-flow.ts';
import { deleteFlow, getFlow } from './list-flows.ts';
import { publishFlow } from './publish-flow.ts';

let here: OneStore;
let context: Context;
oneStore((made) => {
  here = made;
  ({ context } = made.store);
});

let count = 0;
/** A flow of its own with an hour's wait, and who is in it. */
async function flowWith(...names: readonly string[]) {
  count += 1;
  const event = `came-${count}`;
  const graph = graphOf([
    node('trigger', 'event-trigger', { event }),
    wait('wait', 1, 'hours'),
    node('end', 'end'),
  ]);
  const { id } = await createFlow(context, { name: `Flow ${count}`, graph });
  await publishFlow(context, { id });
  const comes = async (name: string) => {
    await here.shop.send(event, here.shop.person(`${name}-${count}`));
    await here.host.pass(MINUTE);
  };
  for (const name of names) await comes(name);
  const inside = async () => (await listEnrolments(context, { flow: id })).items;
  return { id, comes, inside };
}
const state = async (id: string) => (await getFlow(context, { id })).state;

describe('a flow', () => {
  test('goes from one state to another as its table says, and nothing else changes it', async () => {
    const { id } = await flowWith();
    const verbs = { pause: pauseFlow, resume: resumeFlow, stop: stopFlow };
    const table = {
      live: { pause: 'paused', resume: null, stop: 'stopped' },
      paused: { pause: null, resume: 'live', stop: 'stopped' },
      stopped: { pause: null, resume: null, stop: null },
      draft: { pause: null, resume: null, stop: null },
    } as const;
    for (const [from, ways] of Object.entries(table))
      for (const [verb, to] of Object.entries(ways)) {
        await here.inStore(
          (tx) =>
            tx`update flows set state = ${from}, paused_at = ${from === 'paused' ? 1 : null} where id = ${id}`,
        );
        const asked = verbs[verb as keyof typeof verbs](context, { id });
        if (to === null)
          await expect(asked, `${from} ${verb}`).rejects.toMatchObject({ code: 'flow-state-wrong' });
        else
          expect(await asked).toMatchObject({
            state: to,
            pausedAt: to === 'paused' ? here.store.clock.now() : null,
          });
        expect(await state(id)).toBe(to ?? from);
      }
  });

  test('is paused, resumed and stopped by whoever may publish, in their own workspace, with a line in the audit log', async () => {
    const { id } = await flowWith();
    const stranger = await here.store.other();
    for (const verb of [pauseFlow, resumeFlow, stopFlow]) {
      await expect(verb(callerWithout(context, 'flows:publish'), { id })).rejects.toMatchObject({
        code: 'not-allowed',
      });
      await expect(verb(stranger, { id })).rejects.toMatchObject({ code: 'not-found' });
      await expect(verb(context, { id: NO_ID })).rejects.toMatchObject({ code: 'not-found' });
      await expect(verb(context, { id: 'one' })).rejects.toMatchObject({ code: 'input-invalid' });
    }
    const name = (await getFlow(context, { id })).name;
    for (const verb of [pauseFlow, resumeFlow, stopFlow]) {
      here.store.clock.pass(1_000);
      await verb(context, { id });
    }
    expect((await listAudit(context, { subject: id, limit: 3 })).items.map(({ summary }) => summary)).toEqual(
      [`Stopped ${name}`, `Resumed ${name}`, `Paused ${name}`],
    );
  });

  test.each([
    { hours: 0 },
    { hours: 24 * 30 + 1 },
    { overdue: 'forget' },
    { arrivals: 'some' },
    { hours: Number.NaN },
  ])('is not resumed with %j', async (odd) => {
    const { id } = await flowWith();
    await pauseFlow(context, { id });
    await expect(resumeFlow(context, { id, ...(odd as object) })).rejects.toMatchObject({
      code: 'input-invalid',
    });
    expect(await state(id)).toBe('paused');
  });
});

describe('while a flow is paused', () => {
  test('it is known how many are due, since when, and who waits to come in', async () => {
    const { id, comes, inside } = await flowWith('ann', 'bob');
    const nothing = { people: 0, oldest: null, arrivals: { people: 0, tooLate: 0 } };
    expect(await overduePeople(context, { id })).toEqual(nothing);
    const [due] = (await inside()).map(({ wakeAt }) => wakeAt!).toSorted((left, right) => left - right);
    await pauseFlow(context, { id });
    await here.host.pass(2 * HOUR);
    expect(await overduePeople(context, { id })).toEqual({ ...nothing, people: 2, oldest: due });
    await comes('cat');
    expect(await overduePeople(context, { id })).toMatchObject({
      people: 2,
      arrivals: { people: 1, tooLate: 0 },
    });
    const [first] = (await inside()).filter(({ endedAt }) => endedAt === null);
    await cancelEnrolment(context, { id: first!.id });
    expect(await overduePeople(context, { id })).toMatchObject({ people: 1 });
    await resumeFlow(context, { id });
    await here.host.pass(HOUR);
    expect(await overduePeople(context, { id })).toEqual(nothing);
    expect((await inside()).map(({ endReason, endedAt }) => endReason ?? endedAt)).toEqual(
      expect.arrayContaining(['cancelled']),
    );
    expect(await inside()).toHaveLength(3);
  });

  test('that is told of a flow there is, and to whoever may see it', async () => {
    const { id } = await flowWith();
    await expect(overduePeople(context, { id: NO_ID })).rejects.toMatchObject({ code: 'not-found' });
    await expect(overduePeople(await here.store.other(), { id })).rejects.toMatchObject({
      code: 'not-found',
    });
    await expect(overduePeople(callerWithout(context, 'flows:read'), { id })).rejects.toMatchObject({
      code: 'not-allowed',
    });
  });
});

describe('a person', () => {
  test('is taken out where they are, once, and their story says by whom', async () => {
    const { id, inside } = await flowWith('ann', 'bob');
    const [one, other] = await inside();
    await expect(
      cancelEnrolment(callerWithout(context, 'flows:publish'), { id: one!.id }),
    ).rejects.toMatchObject({
      code: 'not-allowed',
    });
    expect(await cancelEnrolment(context, { id: one!.id })).toEqual({ id: one!.id, state: 'exited' });
    const { trace, ...gone } = await getEnrolment(context, { id: one!.id });
    expect(gone).toMatchObject({
      state: 'exited',
      endReason: 'cancelled',
      endedAt: here.store.clock.now(),
      node: null,
      wakeAt: null,
    });
    expect(trace.at(-1)).toMatchObject({ what: 'exited', sentence: 'Left the flow: taken out by hand.' });
    await expect(cancelEnrolment(context, { id: one!.id })).rejects.toMatchObject({
      code: 'flow-state-wrong',
    });
    expect(await getEnrolment(context, { id: other!.id })).toMatchObject({ endedAt: null });
    await here.host.pass(2 * HOUR);
    expect(await getEnrolment(context, { id: one!.id })).toMatchObject({ endReason: 'cancelled' });
    expect((await getEnrolment(context, { id: other!.id })).endedAt).not.toBeNull();
    await expect(cancelEnrolment(context, { id: other!.id })).rejects.toMatchObject({
      code: 'flow-state-wrong',
    });
    expect(
      (await listAudit(context, { action: 'enrolment-cancelled', subject: one!.id })).items,
    ).toHaveLength(1);
    expect(await state(id)).toBe('live');
  });

  test('of another workspace, or who was never in it, cannot be taken out', async () => {
    const { inside } = await flowWith('ann');
    const [{ id } = { id: '' }] = await inside();
    await expect(cancelEnrolment(await here.store.other(), { id })).rejects.toMatchObject({
      code: 'not-found',
    });
    await expect(cancelEnrolment(context, { id: NO_ID })).rejects.toMatchObject({ code: 'not-found' });
    expect(await getEnrolment(context, { id })).toMatchObject({ endedAt: null });
  });
});

describe('a flow that is removed', () => {
  test('is one nobody was ever in', async () => {
    const used = await flowWith('ann');
    await expect(deleteFlow(context, { id: used.id })).rejects.toMatchObject({ code: 'flow-state-wrong' });
    const { id } = await createFlow(context, { name: 'Never used' });
    await expect(deleteFlow(await here.store.other(), { id })).rejects.toMatchObject({ code: 'not-found' });
    await expect(deleteFlow(callerWithout(context, 'flows:write'), { id })).rejects.toMatchObject({
      code: 'not-allowed',
    });
    expect(await deleteFlow(context, { id })).toEqual({ id, name: 'Never used' });
    await expect(deleteFlow(context, { id })).rejects.toMatchObject({ code: 'not-found' });
    await expect(getFlow(context, { id })).rejects.toMatchObject({ code: 'not-found' });
  });
});

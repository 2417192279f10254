import { DAY, HOUR, MINUTE } from '@millrace/base';
import type { Context } from '@millrace/core/verb';
import { newId } from '@millrace/db';
import { beforeEach, describe, expect, test } from 'vitest';
import { createFlow } from '../flows/create-flow.ts';
import { pauseFlow, resumeFlow, stopFlow } from '../flows/change-state.ts';
import { publishFlow } from '../flows/publish-flow.ts';
import { closePrivacyRequest } from '../privacy/requests.ts';
import { createConnection, updateConnection } from '../settings/connections.ts';
import { useKillSwitch as stopSending } from '../settings/guardrails.ts';
import { updateStore } from '../settings/workspace.ts';
import { callerWithout } from '../testing/callers.ts';
import { cartTrigger, email, graphOf, node } from '../testing/index.ts';
import { oneStore, type OneStore } from '../testing/one-store.ts';
import { readHome } from './read-home.ts';

let here: OneStore;
let context: Context;
oneStore((made) => {
  here = made;
});
beforeEach(async () => {
  context = await here.store.other();
});

const inStore = <Result>(run: Parameters<typeof here.store.db.inWorkspace<Result>>[1]) =>
  here.store.db.inWorkspace(context.workspaceId, run);
const needs = async () => (await readHome(context, {})).needs;
const kinds = async () => (await needs()).map(({ kind }) => kind);
async function live(settings: object = {}) {
  const graph = graphOf([cartTrigger(), email('mail'), node('end', 'end')], { holdout: 0, ...settings });
  const { id } = await createFlow(context, { name: 'Carts', graph });
  await publishFlow(context, { id });
  return id;
}
async function asked(dueIn: number, kind = 'data', details: object = {}) {
  const id = newId();
  const now = here.store.clock.now();
  await inStore(
    (tx) => tx`insert into privacy_requests (id, workspace_id, kind, details, asked_at, due_at)
      values (${id}, ${context.workspaceId}, ${kind}, ${tx.json(details as never)}, ${now}, ${now + dueIn})`,
  );
  return id;
}

describe('somebody is needed', () => {
  test('for a first flow, until there is one, and again when all are stopped', async () => {
    expect(await needs()).toEqual([
      { kind: 'no-flow', sentence: expect.stringContaining('gallery') as string, href: '/gallery' },
    ]);
    const id = await live();
    expect(await needs()).toEqual([]);
    await stopFlow(context, { id });
    expect(await kinds()).toEqual(['no-flow']);
  });

  test('for a flow that is paused, until it goes on', async () => {
    const id = await live();
    await pauseFlow(context, { id });
    expect(await needs()).toEqual([
      { kind: 'paused-flow', sentence: 'Carts is paused; people wait at their step.', href: `/flows/${id}` },
    ]);
    await resumeFlow(context, { id });
    expect(await needs()).toEqual([]);
  });

  test('for an emergency stop, until the last is lifted', async () => {
    const flow = await live();
    await stopSending(context, { scope: 'all', on: true });
    await stopSending(context, { scope: 'flow', target: flow, on: true });
    expect(await kinds()).toEqual(['emergency-stop']);
    await stopSending(context, { scope: 'all', on: false });
    expect(await kinds()).toEqual(['emergency-stop']);
    await stopSending(context, { scope: 'flow', target: flow, on: false });
    expect(await kinds()).toEqual([]);
  });

  test('for a connection that fails, at once or when it does not pass, and not for one that is off', async () => {
    await live();
    const { id } = await createConnection(context, {
      connector: 'smtp',
      name: 'Mail',
      config: { host: 'mail.example.com', fromAddress: 'a@example.com' },
    });
    const fails = (failure: string, since: number) =>
      inStore(
        (tx) =>
          tx`update connections set failing_since = ${here.store.clock.now() - since}, failure = ${failure} where id = ${id}`,
      );
    await fails('sign-in', 0);
    expect(await needs()).toEqual([
      {
        kind: 'connection-error',
        sentence: expect.stringMatching(/^Mail refuses the sign-in\. /) as string,
        href: '/settings/connections',
      },
    ]);
    await fails('busy', MINUTE);
    expect(await kinds()).toEqual([]);
    await fails('busy', 6 * MINUTE);
    expect(await kinds()).toEqual(['connection-error']);
    await updateConnection(context, { id, disabled: true });
    expect(await kinds()).toEqual([]);
  });

  test.each([
    [30 * DAY, 'A customer asks for their data. Answer within 30 days.'],
    [DAY + HOUR, 'A customer asks for their data. Answer within 1 day.'],
    [DAY - 1, 'A customer asks for their data. Answer today.'],
    [-1, 'A customer asks for their data. This is overdue.'],
  ])('for a request about personal data, with how long there is: %i ms', async (dueIn, sentence) => {
    await live();
    const id = await asked(dueIn);
    expect(await needs()).toEqual([{ kind: 'privacy-request', sentence, href: '/settings/privacy' }]);
    await closePrivacyRequest(context, { id });
    expect(await needs()).toEqual([]);
  });

  test('for all requests together by the first that is due, and for none that is done by itself', async () => {
    await live();
    await asked(9 * DAY);
    await asked(3 * DAY);
    expect((await needs()).map(({ sentence }) => sentence)).toEqual([
      '2 customers ask for their data. Answer within 3 days.',
    ]);
    await asked(DAY, 'erasure');
    await asked(DAY, 'store-erasure');
    expect((await needs()).map(({ sentence }) => sentence)).toEqual([
      '2 customers ask for their data. Answer within 3 days.',
    ]);
    await asked(2 * DAY, 'store-erasure', { otherStore: true });
    expect((await needs())[0]?.sentence).toBe(
      '2 customers ask for their data. A store that is not the one connected asks to be erased. Answer within 2 days.',
    );
  });

  test('for a live flow whose review is due, by the day of the store', async () => {
    here.store.clock.set(Date.UTC(2026, 5, 10, 12));
    const id = await live({ reviewOn: '2026-06-10' });
    expect(await needs()).toEqual([
      { kind: 'review-due', sentence: 'Carts is due for its review.', href: `/flows/${id}` },
    ]);
    here.store.clock.set(Date.UTC(2026, 5, 9, 12));
    expect(await needs()).toEqual([]);
    // Where the store is the day has come already.
    here.store.clock.set(Date.UTC(2026, 5, 9, 23));
    expect(await needs()).toEqual([]);
    await updateStore(context, { zone: 'Europe/Berlin' });
    expect(await kinds()).toEqual(['review-due']);
    here.store.clock.set(Date.UTC(2026, 5, 10, 12));
  });

  test('for a model that got worse, in its own words', async () => {
    await live();
    const report = { drift: { gotWorse: true, sentence: 'It is off by a half.' } };
    const put = (active: boolean, gotWorse: boolean) =>
      inStore(
        (tx) => tx`insert into models (id, workspace_id, name, active, parameters, report)
          values (${newId()}, ${context.workspaceId}, ${gotWorse ? 'bad' : 'good'}, ${active}, '{}', ${tx.json({ drift: { ...report.drift, gotWorse } } as never)})`,
      );
    await put(true, false);
    await put(false, true);
    expect(await needs()).toEqual([]);
    await put(true, true);
    expect(await needs()).toEqual([
      { kind: 'model-drift', sentence: 'bad: It is off by a half.', href: '/settings/models' },
    ]);
    await inStore((tx) => tx`delete from models where name = 'bad'`);
    await inStore(
      (tx) => tx`insert into models (id, workspace_id, name, active, parameters, report)
        values (${newId()}, ${context.workspaceId}, 'offer', false, null,
          ${tx.json({ reason: null, fellBack: { at: 0, sentence: 'It got worse. Its rule decides.' } })})`,
    );
    expect(await needs()).toEqual([
      { kind: 'model-drift', sentence: 'Offer: It got worse. Its rule decides.', href: '/settings/models' },
    ]);
  });
});

test('Home is of one workspace, for whoever may see flows', async () => {
  await live();
  await expect(readHome(callerWithout(context, 'flows:read'), {})).rejects.toMatchObject({
    code: 'not-allowed',
  });
  const other = await readHome(await here.store.other(), {});
  expect(other.caused).toEqual([]);
  expect(other.stream).toEqual([]);
  expect(other).toMatchObject({ currency: 'USD', zone: 'UTC', demo: false, storeName: 'Test store' });
});

import { MINUTE } from '@millrace/base';
import { drawHoldout, globallyHeldOutOf } from '@millrace/run/global-holdout';
import { expect, test } from 'vitest';
import { updateGuardrails } from '../settings/guardrails.ts';
import { storeForEach, type Here } from '../testing/store-for-each.ts';

let here: Here;
storeForEach({}, (given) => {
  here = given;
});

test('a rehearsal holds out who is held out in fact, and of people without an arm those who will be', async () => {
  const { db, context } = here.store;
  const inStore = <Result>(run: Parameters<typeof db.inWorkspace<Result>>[1]) =>
    db.inWorkspace(context.workspaceId, run);
  const idsOf = async () =>
    (await inStore((tx) => tx<{ id: string }[]>`select id from customers order by id`)).map(({ id }) => id);
  const heldOut = async () => {
    const ids = await idsOf();
    return inStore((tx) => globallyHeldOutOf(tx, context.workspaceId, ids));
  };
  for (let index = 0; index < 20; index += 1)
    await here.shop.send('customer-updated', here.shop.person(`p${index}`));
  await here.host.pass(MINUTE);
  expect(await heldOut()).toEqual(new Set());

  await updateGuardrails(context, { settings: { 'global-holdout': { share: 0.5 } } });
  const before = await heldOut();
  expect(before.size).toBeGreaterThan(0);
  expect(before.size).toBeLessThan(20);
  while (await drawHoldout(db, context.now()));
  const arms = await inStore(
    (tx) => tx<{ id: string }[]>`select customer_id as id from holdout_people where held_out`,
  );
  expect(new Set(arms.map(({ id }) => id))).toEqual(before);

  // The arm that is kept counts, whatever the draw would say.
  const [kept] = before;
  await inStore((tx) => tx`update holdout_people set held_out = false where customer_id = ${kept!}`);
  expect(await heldOut()).toEqual(new Set([...before].filter((id) => id !== kept)));
});

import { DAY } from '@millrace/base';
import { expect, test } from 'vitest';
import { createFlow, getFlow, saveFlow } from '../flows/index.ts';
import { listAudit } from '../settings/index.ts';
import { callerWithout, NO_ID } from '../testing/callers.ts';
import { cartTrigger, email, graphOf, node, testStore, wait } from '../testing/index.ts';
import { storeForEach, type Here } from '../testing/store-for-each.ts';
import { joinTeam } from '../testing/team.ts';
import {
  cloneOwnTemplate,
  getOwnTemplate,
  listOwnTemplates,
  pictureOf,
  pictureSchema,
  removeOwnTemplate,
  saveAsTemplate,
  updateOwnTemplate,
  type OwnTemplate,
} from './index.ts';

let here: Here;
storeForEach({}, (given) => {
  here = given;
});
const GRAPH = graphOf([cartTrigger(), wait('wait', 1, 'hours'), email('mail'), node('end', 'end')], {
  owner: 'Somebody',
  reviewOn: '2026-07-01',
  beside: { name: 'Klaviyo', until: '2026-06-30' },
  holdout: 0.2,
});
const saved = async (name = 'Our carts') => {
  const { id: flow } = await createFlow(here.store.context, { name: 'Carts', graph: GRAPH });
  return { flow, ...(await saveAsTemplate(here.store.context, { flow, name, purpose: ' For carts ' })) };
};

test('a flow is saved as a template, and used as often as one likes', async () => {
  const { context } = here.store;
  const mia = await joinTeam(here.database, here.store, 'Mia', 'marketer');
  const { id, flow } = await saved();
  const { graph } = await getFlow(context, { id: flow });
  expect((await listOwnTemplates(context, {})).items).toMatchObject([
    { id, name: 'Our carts', purpose: 'For carts', channels: ['email'], nodes: 4, subject: GRAPH.subject },
  ]);
  const [{ picture }] = (await listOwnTemplates(context, {})).items as [OwnTemplate];
  expect(pictureSchema.parse(picture)).toEqual(pictureOf(graph));
  expect(picture.nodes.map(({ family }) => family)).toEqual(['trigger', 'wait', 'message', 'end']);
  // The template is what the flow was then.
  await saveFlow(context, { id: flow, graph: graphOf([cartTrigger(), node('end', 'end')]) });
  const made = await cloneOwnTemplate(mia.context, { id });
  const { owner: _, reviewOn: __, beside: ___, ...settings } = graph.settings;
  const reviewOn = new Date(here.store.clock.now() + 90 * DAY).toISOString().slice(0, 10);
  expect(made).toMatchObject({ name: 'Our carts', state: 'draft', templateId: null, liveVersion: null });
  expect((await getFlow(context, { id: made.id })).graph).toEqual({
    ...graph,
    settings: { ...settings, owner: 'Mia', reviewOn },
  });
  expect((await cloneOwnTemplate(context, { id })).name).toBe('Our carts (2)');
  expect((await cloneOwnTemplate(context, { id, name: 'Mine' })).name).toBe('Mine');
  expect((await getOwnTemplate(context, { id })).graph.nodes).toEqual(graph.nodes);
});

test('is renamed and removed, and what was made from it stays', async () => {
  const { context } = here.store;
  const { id } = await saved();
  const made = await cloneOwnTemplate(context, { id });
  expect(await updateOwnTemplate(context, { id, name: 'OUR CARTS' })).toMatchObject({
    name: 'OUR CARTS',
    purpose: 'For carts',
  });
  expect(await updateOwnTemplate(context, { id, purpose: '' })).toMatchObject({
    name: 'OUR CARTS',
    purpose: '',
  });
  expect(await removeOwnTemplate(context, { id })).toEqual({ name: 'OUR CARTS' });
  expect((await listOwnTemplates(context, {})).items).toEqual([]);
  expect((await getFlow(context, { id: made.id })).name).toBe('Our carts');
  const summaries = (await listAudit(context, { limit: 10 })).items.map(({ summary }) => summary);
  expect(summaries).toEqual(
    expect.arrayContaining([
      'Saved a flow as the template Our carts',
      'Created the flow Our carts from a template of the store',
      'Changed the template OUR CARTS',
      'Removed the template OUR CARTS',
    ]),
  );
});

test('a name is taken once, however it is written', async () => {
  const { flow } = await saved();
  const { id } = await saveAsTemplate(here.store.context, { flow, name: 'Other' });
  const taken = { code: 'already-exists' };
  await expect(saveAsTemplate(here.store.context, { flow, name: 'our CARTS' })).rejects.toMatchObject(taken);
  await expect(updateOwnTemplate(here.store.context, { id, name: 'our carts' })).rejects.toMatchObject(taken);
});

test('another store has none of it, and a role that may not write changes nothing', async () => {
  const { id, flow } = await saved();
  const other = await testStore(here.database.url);
  expect((await listOwnTemplates(other.context, {})).items).toEqual([]);
  for (const verb of [getOwnTemplate, cloneOwnTemplate, removeOwnTemplate, updateOwnTemplate])
    for (const one of [id, NO_ID])
      await expect(verb(other.context, { id: one })).rejects.toMatchObject({ code: 'not-found' });
  await expect(saveAsTemplate(other.context, { flow, name: 'Taken' })).rejects.toMatchObject({
    code: 'not-found',
  });
  // The same name is free there.
  await createFlow(other.context, { name: 'Theirs' }).then(({ id: theirs }) =>
    saveAsTemplate(other.context, { flow: theirs, name: 'Our carts' }),
  );
  const reader = callerWithout(here.store.context, 'flows:write');
  for (const verb of [cloneOwnTemplate, removeOwnTemplate, updateOwnTemplate])
    await expect(verb(reader, { id })).rejects.toMatchObject({ code: 'not-allowed' });
  await expect(saveAsTemplate(reader, { flow, name: 'x' })).rejects.toMatchObject({ code: 'not-allowed' });
  await other.close();
});

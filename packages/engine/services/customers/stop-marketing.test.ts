import { expect, test } from 'vitest';
import { createFlow, publishFlow } from '../flows/index.ts';
import { listMessages } from '../message-log/index.ts';
import { graphOf, node } from '../testing/index.ts';
import { storeForEach, type Here } from '../testing/store-for-each.ts';
import { getCustomer, listCustomers, setConsent } from './index.ts';

let here: Here;
storeForEach({}, (given) => {
  here = given;
});

test('a flow that stops marketing by a channel unsubscribes them there, and they can come back by themselves', async () => {
  const graph = graphOf([
    node('trigger', 'event-trigger', {
      events: ['stays-away'],
      reentry: { rule: 'always' },
      key: 'customer',
    }),
    node('stop', 'stop-marketing', { from: 'email' }),
    node('mail', 'send-email', {
      content: { subject: 'Still there?', blocks: [{ type: 'text', text: 'Hello' }] },
    }),
    node('end', 'end'),
  ]);
  const { id } = await createFlow(here.store.context, { name: 'Sunset', graph });
  await publishFlow(here.store.context, { id });
  await here.shop.send('stays-away', here.shop.person('ann'));
  await here.host.settle();
  const [ann] = (await listCustomers(here.store.context, { email: 'ann@example.com' })).items;
  const consent = async () => (await getCustomer(here.store.context, { id: ann!.id })).consent;
  expect(await consent()).toMatchObject({
    email: { state: 'unsubscribed', source: 'by the flow “Sunset”' },
  });
  expect((await consent())['sms']?.state).not.toBe('unsubscribed');
  const messages = async () =>
    (await listMessages(here.store.context, { limit: 10 })).items.map(({ status, reason }) => [
      status,
      reason,
    ]);
  expect(await messages()).toEqual([['refused', 'unsubscribed']]);
  await here.host.pass(60_000);
  await setConsent(here.store.context, {
    id: ann!.id,
    channel: 'email',
    state: 'subscribed',
    source: 'a form',
    at: new Date(here.store.clock.now()).toISOString(),
  });
  expect(await consent()).toMatchObject({ email: { state: 'subscribed' } });
});

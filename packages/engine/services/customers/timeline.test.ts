import { HOUR, MINUTE } from '@millrace/base';
import { beforeEach, describe, expect, test } from 'vitest';
import { createFlow } from '../flows/create-flow.ts';
import { customerTimeline } from './timeline.ts';
import { listCustomers } from './read-customers.ts';
import { publishFlow } from '../flows/publish-flow.ts';
import { setConsent } from './update-customer.ts';
import { updateGuardrails } from '../settings/guardrails.ts';
import type { TimelineItem } from './shapes.ts';
import type { shopOf, VirtualHost } from '../testing/index.ts';
import { email, graphOf, node, type TestStore } from '../testing/index.ts';
import { storeForEach } from '../testing/store-for-each.ts';

let store: TestStore;
let host: VirtualHost;
let shop: ReturnType<typeof shopOf>;

storeForEach({ at: Date.UTC(2026, 5, 10, 23) }, (here) => {
  ({ store, host, shop } = here);
});
beforeEach(async () => {
  await updateGuardrails(store.context, {
    settings: {
      'frequency-cap': { on: false },
      'quiet-hours': { on: true, from: '21:00', until: '09:00', spreadMinutes: 0 },
    },
  });
});

async function mailOn(event: string, purpose: 'marketing' | 'transactional') {
  const start = node('trigger', 'event-trigger', { event, key: 'customer', reentry: { rule: 'always' } });
  const flow = await createFlow(store.context, {
    name: `${event}, ${purpose}`,
    graph: graphOf([start, email('mail'), node('end', 'end')], { holdout: 0, purpose }),
  });
  await publishFlow(store.context, { id: flow.id });
}

async function storyOf(id: string, limit: number): Promise<TimelineItem[]> {
  const items: TimelineItem[] = [];
  let cursor: string | undefined;
  do {
    const page = await customerTimeline(store.context, { id, limit, ...(cursor ? { cursor } : {}) });
    items.push(...page.items);
    cursor = page.next ?? undefined;
  } while (cursor);
  return items;
}

const onlyCustomer = async () => (await listCustomers(store.context, {})).items[0]?.id ?? '';

describe('the timeline of a customer', () => {
  test('skips and repeats nothing from page to page, with messages held overnight and many entries at one instant', async () => {
    for (let index = 0; index < 4; index += 1) await mailOn('signed-up', 'marketing');
    for (let index = 0; index < 4; index += 1) await mailOn('asked', 'transactional');
    // Planned first and sent last: a message held overnight sorts after one planned later.
    await shop.send('signed-up', shop.person('owl'));
    await host.pass(30 * MINUTE);
    await shop.send('asked', shop.person('owl'));
    await host.pass(12 * HOUR);

    const id = await onlyCustomer();
    const whole = await storyOf(id, 200);
    expect(whole.filter((item) => item.type === 'message').map((item) => item.data['kind'])).toEqual(
      Array(8).fill('sent'),
    );
    expect(whole.map((item) => item.at)).toEqual(
      whole.map((item) => item.at).toSorted((left, right) => right - left),
    );
    for (const limit of [1, 3, 7])
      expect((await storyOf(id, limit)).map((item) => item.id)).toEqual(whole.map((item) => item.id));
  });

  test('shows a cause before its effect at the same instant', async () => {
    store.clock.set(Date.UTC(2026, 5, 10, 12));
    await mailOn('signed-up', 'marketing');
    await shop.send('signed-up', shop.person('early'));
    await host.pass(MINUTE);
    const told = (await storyOf(await onlyCustomer(), 200))
      .filter((item) => item.type !== 'consent')
      .toReversed();
    expect(told.map((item) => item.type).slice(0, 3)).toEqual(['event', 'decision', 'message']);
    expect(told.slice(3).flatMap((item) => (item.data['note'] ? [] : [item.title]))).toEqual([
      'Entered: signed up.',
      expect.stringMatching(/e-mail/),
      'Sent.',
      'Came to the end.',
    ]);
  });

  test('says in the guardrail’s words why a message was not sent to a person who left', async () => {
    const start = node('trigger', 'event-trigger', {
      event: 'signed-up',
      key: 'customer',
      exits: [{ event: 'order-placed' }],
    });
    const flow = await createFlow(store.context, {
      name: 'Night',
      graph: graphOf([start, email('mail'), node('end', 'end')]),
    });
    await publishFlow(store.context, { id: flow.id });
    await shop.send('signed-up', shop.person('buyer'));
    await host.pass(MINUTE);
    await shop.buy('buyer', 'order-1');
    await host.pass(MINUTE);
    const story = await storyOf(await onlyCustomer(), 200);
    expect(story.find((item) => item.type === 'message')).toMatchObject({
      title: 'E-mail was not sent',
      reason: 'Not sent: they have bought in the meantime.',
      data: { reason: 'exit:order-placed' },
    });
    expect(story.find((item) => item.data['what'] === 'exited')?.title).toBe(
      'Left the flow: placed an order.',
    );
  });

  test('gives reasons in words, with their codes', async () => {
    store.clock.set(Date.UTC(2026, 5, 10, 12));
    await mailOn('signed-up', 'marketing');
    await shop.send('signed-up', shop.person('never', { consent: {} }));
    await host.pass(MINUTE);
    const id = await onlyCustomer();
    const story = await storyOf(id, 200);
    const words = 'Not sent: they never agreed to marketing by e-mail.';
    expect(story.find((item) => item.type === 'message')).toMatchObject({
      reason: words,
      data: { reason: 'consent-missing' },
    });
    expect(story.find((item) => item.data['what'] === 'settled')?.title).toBe(words);
    await setConsent(store.context, {
      id,
      channel: 'email',
      state: 'unsubscribed',
      source: 'Called the shop',
    });
    expect((await storyOf(id, 200))[0]).toMatchObject({ type: 'consent', title: 'E-mail: unsubscribed' });
  });
});

import { listEnrolments } from '@millrace/services/enrolments';
import { createFlow, publishFlow } from '@millrace/services/flows';
import { listMessages } from '@millrace/services/message-log';
import { updateGuardrails } from '@millrace/services/settings';
import type { shopOf, VirtualHost } from '@millrace/services/testing';
import { BROWSER, email, graphOf, node, sms, type TestStore } from '@millrace/services/testing';
import { storeForEach } from '@millrace/services/testing/store-for-each';
import { HOUR, MINUTE } from '@millrace/base';
import { describe, expect, test } from 'vitest';
import { ingestEvents } from '../intake/ingest-events.ts';
import { messageLinks } from './message-links.ts';
import { recordOpen } from '../visits/track.ts';

let store: TestStore;
let host: VirtualHost;
let shop: ReturnType<typeof shopOf>;
// Three hours before quiet hours.
storeForEach(
  { at: Date.UTC(2026, 5, 10, 18, 30), guardrails: { 'frequency-cap': { on: false } }, recounts: true },
  (here) => {
    ({ store, host, shop } = here);
  },
);

const trigger = node('trigger', 'event-trigger', {
  event: 'signed-up',
  key: 'customer',
  reentry: { rule: 'always' },
  exits: [{ event: 'changed-mind', match: 'customer' }],
});
const text = (id: string) => sms(id, { content: { text: 'Hello from the shop' } });
const publish = async (nodes: readonly ReturnType<typeof node>[], edges?: readonly string[]) =>
  publishFlow(store.context, {
    id: (await createFlow(store.context, { name: 'Flow', graph: graphOf(nodes, { holdout: 0 }, edges) })).id,
  });
const texts = async () => (await listMessages(store.context, { channel: 'sms' })).items;
async function open(): Promise<void> {
  const [mail] = (await listMessages(store.context, { channel: 'email' })).items;
  const [row] = await store.db.inWorkspace(
    store.context.workspaceId,
    (tx) => tx<{ enrolled_at: number }[]>`select enrolled_at from messages where id = ${mail?.id ?? ''}`,
  );
  const { open: link } = messageLinks(store.context, {
    workspaceId: store.context.workspaceId,
    messageId: mail?.id ?? '',
    enrolledAt: row?.enrolled_at ?? 0,
  });
  await recordOpen(store.contextOf, link.split('/').at(-1) ?? '', store.context.secret, BROWSER);
}

describe('a held message checks its reason again', () => {
  const opened = node('opened', 'wait-for-event', {
    event: 'message-opened',
    match: 'message',
    timeout: { amount: 3, unit: 'hours' },
  });
  const untilOpened = () =>
    publish(
      [trigger, email('mail'), opened, text('text'), node('end', 'end')],
      [
        'trigger:next>mail',
        'mail:next>opened',
        'opened:happened>end',
        'opened:timeout>text',
        'text:next>end',
      ],
    );

  test('a text for people who did not open the e-mail is not sent to a person who opened it overnight', async () => {
    await untilOpened();
    await shop.send('signed-up', shop.person('ann', { phone: '+14155550123' }));
    await host.pass(4 * HOUR);
    expect(await texts()).toMatchObject([{ status: 'held', reason: 'quiet-hours' }]);
    await open();
    await host.pass(14 * HOUR);
    expect(await texts()).toMatchObject([
      {
        status: 'skipped',
        reason: 'reason-gone',
        sentence: 'Not sent: the event has happened in the meantime (opened an e-mail).',
      },
    ]);
    expect((await listEnrolments(store.context, {})).items).toMatchObject([
      { state: 'done', endReason: 'completed' },
    ]);
  });

  test('and is sent to a person who did not', async () => {
    await untilOpened();
    await shop.send('signed-up', shop.person('bea', { phone: '+14155550124' }));
    await host.pass(18 * HOUR);
    expect(await texts()).toMatchObject([{ status: 'sent' }]);
  });

  test('a branch must still lead to it', async () => {
    const paths = [
      { id: 'vip', name: 'VIP', when: { fact: 'customer.tags', operator: 'contains', value: 'vip' } },
    ];
    await publish(
      [trigger, node('kind', 'condition', { paths }), email('offer'), node('end', 'end')],
      ['trigger:next>kind', 'kind:vip>end', 'kind:else>offer', 'offer:next>end'],
    );
    store.clock.pass(3 * HOUR);
    for (const name of ['ann', 'bea']) await shop.send('signed-up', shop.person(name));
    await host.pass(MINUTE);
    await shop.send('customer-updated', { email: 'ann@example.com', tags: ['vip'] });
    await host.pass(14 * HOUR);
    const mails = (await listMessages(store.context, {})).items.map((message) =>
      `${message.to ?? 'nobody'}: ${message.status} ${message.sentence ?? ''}`.trim(),
    );
    expect(mails.sort()).toEqual([
      'bea@example.com: sent',
      'nobody: skipped Not sent: the person now fits “VIP”.',
    ]);
  });

  test('a late event that meets an exit rule ends the flow before the message goes', async () => {
    await publish([trigger, email('mail'), node('end', 'end')]);
    store.clock.pass(3 * HOUR);
    await shop.send('signed-up', shop.person('ann'));
    await host.pass(MINUTE);
    const late = store.clock.now();
    store.clock.pass(26 * HOUR);
    await ingestEvents(store.context, { id: 'api', clock: { pace: 1, anchor: 0 } }, [
      { id: 'late', type: 'changed-mind', occurredAt: late, customer: { email: 'ann@example.com' } },
    ]);
    await updateGuardrails(store.context, { settings: { 'quiet-hours': { on: false } } });
    await host.settle();
    expect((await listMessages(store.context, {})).items).toMatchObject([{ status: 'skipped' }]);
    expect((await listEnrolments(store.context, {})).items).toMatchObject([
      { state: 'exited', endReason: 'exit:changed-mind' },
    ]);
  });
});

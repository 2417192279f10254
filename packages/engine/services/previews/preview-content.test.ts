import { CHANNELS, channelById, emailChannel, smsChannel } from '@millrace/channels';
import type { Context } from '@millrace/core/verb';
import { storeSettings } from '@millrace/core/store';
import { sampleShortLink } from '@millrace/run/sending';
import { describe, expect, test } from 'vitest';
import { listCustomers } from '../customers/read-customers.ts';
import { eraseCustomer } from '../customers/erase-customer.ts';
import { updateStore } from '../settings/workspace.ts';
import { callerWith, callerWithout, NO_ID } from '../testing/callers.ts';
import { oneStore, type OneStore } from '../testing/one-store.ts';
import { previewContent, previewContentInput } from './preview-content.ts';
import { sampleOf } from './sample-customer.ts';
import { callerOf } from './render-caller.ts';

let here: OneStore;
let context: Context;
let customer: string;
oneStore(async (made) => {
  here = made;
  ({ context } = made.store);
  await made.shop.fillCart('ann', 'cart-1');
  customer = (await listCustomers(context, {})).items[0]!.id;
});

const text = (words: string, more: object = {}) =>
  previewContent(context, { channel: 'sms', content: { text: words, optOutNotice: 'never' }, ...more });
const NAME = '{{ customer.firstName }} in {{ store.name }}';

describe('a preview', () => {
  test.each(CHANNELS.map(({ id }) => id))(
    'by %s looks as its example would, with nothing left open',
    async (id) => {
      const preview = await previewContent(context, { channel: id, content: channelById(id)!.example });
      expect(preview.text.trim()).not.toBe('');
      for (const shown of [preview.text, preview.html ?? '', preview.subject ?? ''])
        expect(shown).not.toMatch(/\{\{|\}\}|\{%|undefined|\[object/);
      expect(preview.warnings).toEqual([]);
    },
  );

  test('is of a sample customer in this store, or of the one that is named', async () => {
    await updateStore(context, { name: 'Fern', currency: 'EUR' });
    expect((await text(NAME)).text).toMatch(/^\S+ in Fern$/);
    expect((await text(NAME, { customer })).text).toBe('ann in Fern');
    expect((await text('{{ cart.total | money }}', { customer })).text).toMatch(/80/);
  });

  test('counts the parts of a text by links as short as they will be', async () => {
    const long = `https://shop.test/${'a'.repeat(200)}`;
    const shown = await text(`Come: ${long}`);
    expect(shown.text).toBe(`Come: ${sampleShortLink(context)}`);
    expect(shown.segments).toBe(1);
    const plain = await previewContent(context, {
      channel: 'sms',
      content: { text: `Come: ${long}`, optOutNotice: 'never', shortenLinks: false },
    });
    expect(plain.segments).toBe(2);
  });

  test('keeps and sends nothing', async () => {
    const rows = () =>
      here.inStore(
        (tx) =>
          tx`select (select count(*) from messages) + (select count(*) from test_messages) + (select count(*) from audit_log) as n`,
      );
    const before = await rows();
    await text(NAME, { customer });
    expect(await rows()).toEqual(before);
  });

  test('of somebody there is not, who was erased or is of another workspace, is not made', async () => {
    await expect(text(NAME, { customer: NO_ID })).rejects.toMatchObject({ code: 'not-found' });
    const stranger = await here.store.other();
    await expect(
      previewContent(stranger, { channel: 'sms', content: smsChannel.example, customer }),
    ).rejects.toMatchObject({ code: 'not-found' });
    await here.shop.send('customer-updated', here.shop.person('bob'));
    const bob = (await listCustomers(context, { email: 'bob@example.com' })).items[0]!.id;
    await eraseCustomer(context, { id: bob });
    expect((await text(`Hello ${NAME}`, { customer: bob }).catch(() => ({ text: '' }))).text).not.toContain(
      'bob',
    );
  });

  test('of a real customer is for whoever may see customers', async () => {
    const drawer = callerWith(context, 'flows:read');
    expect((await previewContent(drawer, { channel: 'sms', content: { text: 'Hello' } })).text).toContain(
      'Hello',
    );
    await expect(
      previewContent(drawer, { channel: 'sms', content: { text: NAME }, customer }),
    ).rejects.toMatchObject({ code: 'not-allowed', details: { permission: 'customers:read' } });
    await expect(
      previewContent(callerWithout(context, 'flows:read'), { channel: 'sms', content: { text: 'Hello' } }),
    ).rejects.toMatchObject({ code: 'not-allowed' });
  });

  test.each([
    ['sms', { text: 3 }],
    ['email', { subject: 'Hi', blocks: [{ type: 'surely-unknown' }] }],
    ['email', null],
    ['telegraph', { text: 'Hi' }],
  ])('of content that is none is refused: %s %j', async (channel, content) => {
    await expect(previewContent(context, { channel: channel as 'sms', content })).rejects.toMatchObject({
      code: 'input-invalid',
    });
  });

  test.each(['{{ customer.firstName', '{% if %}', '{{ "a" | surely_unknown }}'])(
    'of a text that cannot be filled in says so: %s',
    async (words) => {
      await expect(text(words)).rejects.toMatchObject({ code: 'content-invalid' });
    },
  );

  test('warns of links that cannot be sent, and of a page that inboxes cut off', async () => {
    const page = (blocks: object[]) =>
      previewContent(context, { channel: 'email', content: { subject: 'Hi', blocks } });
    const odd = await page([
      { type: 'text', text: '[Here](https://shop.test/{{ customer.properties.nothing }})' },
    ]);
    expect(odd.warnings).toHaveLength(1);
    const { bytes } = emailChannel.limits;
    const long = Array.from({ length: 30 }, () => ({ type: 'text', text: 'wool '.repeat(990) }));
    const cut = await page(long);
    expect(Buffer.byteLength(cut.html!)).toBeGreaterThan(bytes!);
    expect(cut.warnings).toEqual([
      expect.stringMatching(/^It is \d+ KB large, and inboxes cut it off after \d+ KB/),
    ]);
  });
});

test('what is left out of the question is marketing for a sample customer', () => {
  expect(previewContentInput.parse({ channel: 'sms', content: {} })).toEqual({
    channel: 'sms',
    content: {},
    purpose: 'marketing',
    campaign: 'preview',
  });
  for (const odd of [
    { channel: 'x' },
    { customer: 'ann' },
    { event: '' },
    { campaign: 'x'.repeat(201) },
    { more: 1 },
  ])
    expect(
      previewContentInput.safeParse({ channel: 'sms', content: {}, ...odd }).success,
      JSON.stringify(odd),
    ).toBe(false);
});

test('the sample customer shops in the currency of the store, in whatever is shown of them', async () => {
  for (const currency of ['EUR', 'JPY']) {
    await updateStore(context, { currency });
    const view = await here.inStore(async (tx) =>
      sampleOf(tx, await storeSettings(tx, context.workspaceId), context),
    );
    const said = [...JSON.stringify(view).matchAll(/"currency":"(\w+)"/g)].map(([, code]) => code);
    expect(said.length).toBeGreaterThan(4);
    expect(new Set(said)).toEqual(new Set([currency]));
  }
});

test('the sample customer looks at products that the store can sell, once it has enough with pictures', async () => {
  await updateStore(context, { currency: 'USD' });
  const seen = () =>
    here.inStore(async (tx) => sampleOf(tx, await storeSettings(tx, context.workspaceId), context));
  const product = (id: string, more: object = {}) =>
    here.shop.send('product-updated', undefined, {
      productId: `mug-${id}`,
      title: `Mug ${id}`,
      price: '20.00',
      image: `https://shop.test/${id}.png`,
      ...more,
    });
  for (const id of ['1', '2', '3', '4', '5']) await product(id);
  await product('0', { stock: 0 });
  await product('00', { image: undefined });
  expect((await seen()).cart?.firstTitle).toBe('Linen shirt');
  await product('6', { stock: 4 });
  const { cart, order, product: shown, recommendations } = await seen();
  expect(cart).toMatchObject({ firstTitle: 'Mug 1', total: 8_000 });
  expect(cart?.lines.map(({ title }) => title)).toEqual(['Mug 1', 'Mug 2', 'Mug 3']);
  expect(order).toMatchObject({ total: 2_000, lines: [{ title: 'Mug 1' }] });
  expect(shown).toMatchObject({ title: 'Mug 1', image: 'https://shop.test/1.png' });
  expect(recommendations.map(({ title }) => title)).toEqual(['Mug 4', 'Mug 5', 'Mug 6']);
});

test('each person and each key waits for renderings in a lane of its own', () => {
  const lane = (workspaceId: string, type: 'person' | 'api-key', id: string | null) =>
    callerOf({ workspaceId, actor: { ...context.actor, type, id } }).lane;
  const lanes = ['w1', 'w2'].flatMap((workspace) =>
    (['person', 'api-key'] as const).flatMap((type) =>
      ['a', 'b', null].map((id) => lane(workspace, type, id)),
    ),
  );
  expect(new Set(lanes).size).toBe(lanes.length);
  expect(lane('w1', 'person', 'a')).toBe(lane('w1', 'person', 'a'));
});

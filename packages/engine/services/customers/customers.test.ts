import { DAY, HOUR, MINUTE } from '@millrace/base';
import type { Context } from '@millrace/core/verb';
import { describe, expect, test } from 'vitest';
import { createFlow } from '../flows/create-flow.ts';
import { publishFlow } from '../flows/publish-flow.ts';
import { listAudit } from '../settings/audit.ts';
import { callerNamed, callerWithout, NO_ID } from '../testing/callers.ts';
import { email, everyPage, graphOf, node } from '../testing/index.ts';
import { oneStore, type OneStore } from '../testing/one-store.ts';
import { eraseCustomer } from './erase-customer.ts';
import { exportCustomer } from './export-customer.ts';
import { getCustomer, listCustomers } from './read-customers.ts';
import { customerTimeline } from './timeline.ts';
import { setConsent, updateCustomer } from './update-customer.ts';

let here: OneStore;
let context: Context;
oneStore(async (made) => {
  here = made;
  ({ context } = made.store);
  const graph = graphOf([
    node('trigger', 'event-trigger', { event: 'signed-up' }),
    email('mail'),
    node('end', 'end'),
  ]);
  const { id } = await createFlow(context, { name: 'Welcome', graph });
  await publishFlow(context, { id });
});

const idOf = async (name: string) => {
  const { items } = await listCustomers(context, { email: `${name}@example.com` });
  expect(items).toHaveLength(1);
  return items[0]!.id;
};
async function person(name: string, more: Record<string, unknown> = {}) {
  await here.shop.send('customer-updated', here.shop.person(name, { lastName: 'Field', ...more }));
  return idOf(name);
}

describe('a customer', () => {
  test('is told with what was said of them, and how they agreed', async () => {
    const id = await person('ann', {
      phone: '+14155550101',
      country: 'US',
      tags: ['vip'],
      plan: 'gold',
      externalId: 'x-1',
    });
    await here.shop.buy('ann', 'order-ann');
    const ann = await getCustomer(context, { id });
    expect(ann).toMatchObject({
      email: 'ann@example.com',
      phone: '+14155550101',
      firstName: 'ann',
      lastName: 'Field',
      country: 'US',
      tags: ['vip'],
      properties: { plan: 'gold' },
      ordersCount: 1,
      totalSpent: 8_000,
      erasedAt: null,
      demo: false,
    });
    expect(ann.consent).toMatchObject({
      email: { state: 'subscribed', at: here.store.clock.now() },
      sms: { state: 'subscribed', optIn: 'double' },
    });
    expect(ann.identities.map(({ value }) => value)).toEqual(
      expect.arrayContaining(['ann@example.com', '+14155550101', 'x-1']),
    );
    const { segments, browsers, predictions, ...listed } = ann;
    expect([segments, browsers, predictions.facts]).toEqual([[], [], []]);
    expect((await listCustomers(context, { email: 'ann@example.com' })).items).toEqual([listed]);
    for (const named of [{ phone: '+14155550101' }, { externalId: 'x-1' }])
      expect((await listCustomers(context, named)).items).toEqual([listed]);
  });

  test('is nobody to another workspace, and to whoever may not see customers', async () => {
    const id = await person('bob');
    const stranger = await here.store.other();
    await expect(getCustomer(stranger, { id })).rejects.toMatchObject({ code: 'not-found' });
    await expect(getCustomer(context, { id: NO_ID })).rejects.toMatchObject({ code: 'not-found' });
    await expect(getCustomer(callerWithout(context, 'customers:read'), { id })).rejects.toMatchObject({
      code: 'not-allowed',
    });
    expect((await listCustomers(stranger, {})).items).toEqual([]);
    expect((await listCustomers(stranger, { email: 'bob@example.com' })).items).toEqual([]);
    for (const verb of [exportCustomer, eraseCustomer, customerTimeline])
      await expect(verb(stranger, { id })).rejects.toMatchObject({ code: 'not-found' });
    await expect(setConsent(stranger, { id, channel: 'email', state: 'unsubscribed' })).rejects.toMatchObject(
      {
        code: 'not-found',
      },
    );
    await expect(updateCustomer(stranger, { id, traits: { firstName: 'Mine' } })).rejects.toMatchObject({
      code: 'not-found',
    });
    expect(await getCustomer(context, { id })).toMatchObject({ firstName: 'bob' });
  });

  test('whose names turn out to be one person’s is found by the id of each from then on', async () => {
    const [one, other] = [await person('twin1'), await person('twin2')];
    await here.shop.buy('twin1', 'order-twin1');
    await here.shop.buy('twin2', 'order-twin2');
    await updateCustomer(context, { id: one, traits: { email: 'twin2@example.com' } });
    const [left, right] = [
      await getCustomer(context, { id: one }),
      await getCustomer(context, { id: other }),
    ];
    expect(left).toEqual(right);
    expect(left).toMatchObject({ ordersCount: 2, totalSpent: 16_000 });
    const listed = await everyPage((page) => listCustomers(context, { ...page, limit: 2 }));
    expect(listed.filter(({ id }) => id === one || id === other)).toHaveLength(1);
    const stories = await Promise.all([one, other].map((id) => customerTimeline(context, { id })));
    expect(stories[0]).toEqual(stories[1]);
    const exports = await Promise.all([one, other].map((id) => exportCustomer(context, { id })));
    expect(exports[0]).toEqual(exports[1]);
    expect(exports[0]!.orders).toHaveLength(2);
  });
});

test('customers are listed as they were seen last, each once, whatever the size of a page', async () => {
  for (const name of ['p1', 'p2', 'p3', 'p4']) {
    here.store.clock.pass(MINUTE);
    await person(name);
  }
  // Two at one instant, and somebody who was never seen.
  await person('p5');
  await here.inStore(
    (tx) =>
      tx`insert into customers (id, workspace_id, email) values (uuidv7(), ${context.workspaceId}, 'unseen@example.com')`,
  );
  const whole = await everyPage((page) => listCustomers(context, { ...page, limit: 200 }));
  const seen = whole.map(({ lastSeenAt }) => lastSeenAt ?? 0);
  expect(seen).toEqual(seen.toSorted((left, right) => right - left));
  expect(whole.at(-1)).toMatchObject({ email: 'unseen@example.com', lastSeenAt: null });
  for (const limit of [1, 2, 3])
    expect(await everyPage((page) => listCustomers(context, { ...page, limit }))).toEqual(whole);
});

describe('what is changed of a customer', () => {
  test('is what was named, and all else stays', async () => {
    const id = await person('carl', { tags: ['vip'], plan: 'gold' });
    const changed = await updateCustomer(context, { id, traits: { firstName: 'Carlo\u0301', points: 3 } });
    expect(changed).toMatchObject({
      id,
      firstName: 'Carló',
      lastName: 'Field',
      tags: ['vip'],
      properties: { plan: 'gold', points: 3 },
    });
    expect(await getCustomer(context, { id })).toEqual({
      ...changed,
      segments: [],
      predictions: { facts: [], reasons: [] },
      browsers: [],
    });
    expect((await listAudit(context, { action: 'customer-changed', subject: id })).items).toMatchObject([
      { summary: 'Changed a customer', changes: { fields: ['firstName', 'points'] } },
    ]);
    expect(JSON.stringify(await listAudit(context, { subject: id }))).not.toContain('Carl');
  });

  test.each([
    [{ phone: 'call me' }, /^The phone number was not changed/],
    [{ phone: '(312) 555-0142' }, /^The phone number was not changed/],
    [{ zone: 'Mars/Olympus' }, /^The time zone was not changed/],
  ])('is told where it could not be used and stays as it was: %j', async (traits, sentence) => {
    const id = await idOf('carl');
    const before = await getCustomer(context, { id });
    const { notes, ...changed } = await updateCustomer(context, {
      id,
      traits: { ...traits, firstName: 'Carl' },
    });
    expect(notes).toEqual([expect.stringMatching(sentence)]);
    expect(changed).toMatchObject({ firstName: 'Carl', phone: before.phone, zone: before.zone });
    const { notes: none } = await updateCustomer(context, {
      id,
      traits: { phone: '(312) 555-0142', country: 'US', zone: 'America/Chicago' },
    });
    expect(none).toBeUndefined();
    expect(await getCustomer(context, { id })).toMatchObject({
      phone: '+13125550142',
      zone: 'America/Chicago',
    });
    await updateCustomer(context, { id, traits: { firstName: 'Carlo\u0301' } });
  });

  test.each([{ email: 'nobody' }, { country: 'Narnia' }, { tags: 'vip' }])(
    'is refused by its field when it cannot be: %j',
    async (odd) => {
      const traits = odd as Record<string, unknown>;
      const id = await idOf('carl');
      const before = await getCustomer(context, { id });
      await expect(updateCustomer(context, { id, traits })).rejects.toMatchObject({ code: 'input-invalid' });
      expect(await getCustomer(context, { id })).toEqual(before);
    },
  );

  test('takes somebody who may', async () => {
    const id = await idOf('carl');
    const reader = callerWithout(context, 'customers:write');
    await expect(updateCustomer(reader, { id, traits: { firstName: 'X' } })).rejects.toMatchObject({
      code: 'not-allowed',
    });
    await expect(setConsent(reader, { id, channel: 'email', state: 'subscribed' })).rejects.toMatchObject({
      code: 'not-allowed',
    });
    await expect(eraseCustomer(callerWithout(context, 'customers:erase'), { id })).rejects.toMatchObject({
      code: 'not-allowed',
    });
    await expect(exportCustomer(callerWithout(context, 'customers:export'), { id })).rejects.toMatchObject({
      code: 'not-allowed',
    });
    expect(await getCustomer(context, { id })).toMatchObject({ firstName: 'Carló' });
  });
});

describe('consent', () => {
  const stateOf = async (id: string) => (await getCustomer(context, { id })).consent['email'];

  test('that a person enters counts from now, and a program’s yes without its instant never beats a no', async () => {
    const id = await person('dora', { consent: {} });
    const clerk = callerNamed(context, { type: 'person', id: 'clerk', name: 'Clerk' });
    here.store.clock.pass(HOUR);
    await setConsent(clerk, { id, channel: 'email', state: 'subscribed', source: 'Till', optIn: 'single' });
    expect(await stateOf(id)).toMatchObject({
      state: 'subscribed',
      source: 'Till',
      optIn: 'single',
      at: here.store.clock.now(),
    });
    here.store.clock.pass(HOUR);
    await setConsent(context, { id, channel: 'email', state: 'unsubscribed' });
    expect(await stateOf(id)).toMatchObject({ state: 'unsubscribed' });
    here.store.clock.pass(HOUR);
    const told = await setConsent(context, { id, channel: 'email', state: 'subscribed' });
    expect(told.notes?.length).toBeGreaterThan(0);
    expect(await stateOf(id)).toMatchObject({ state: 'unsubscribed' });
    await setConsent(context, {
      id,
      channel: 'email',
      state: 'subscribed',
      at: here.store.clock.now() - 2 * HOUR,
    });
    expect(await stateOf(id)).toMatchObject({ state: 'unsubscribed' });
    await setConsent(context, {
      id,
      channel: 'email',
      state: 'subscribed',
      at: here.store.clock.now() - MINUTE,
    });
    expect(await stateOf(id)).toMatchObject({ state: 'subscribed' });
  });

  test('is of a channel there is, and every change of it is in the story and the audit log', async () => {
    const id = await person('eve', { consent: {} });
    for (const channel of ['telegraph', 'Email', 'constructor'])
      await expect(setConsent(context, { id, channel, state: 'unsubscribed' })).rejects.toMatchObject({
        code: 'not-found',
      });
    await setConsent(context, { id, channel: 'sms', state: 'unsubscribed', source: 'Called' });
    const [said] = (await customerTimeline(context, { id, only: ['consent'] })).items;
    expect(said).toMatchObject({
      type: 'consent',
      at: here.store.clock.now(),
      data: { channel: 'sms', state: 'unsubscribed' },
    });
    expect((await listAudit(context, { action: 'consent-changed', subject: id })).items).toMatchObject([
      { summary: expect.stringMatching(/: unsubscribed$/) as string },
    ]);
  });
});

describe('somebody who is erased', () => {
  test('is in no list and cannot be changed, written to or erased again', async () => {
    const id = await person('fay', { phone: '+14155550102' });
    await here.shop.send('signed-up', { email: 'fay@example.com' });
    await here.host.pass(MINUTE);
    expect((await exportCustomer(context, { id })).messages).toHaveLength(1);
    expect(await eraseCustomer(context, { id })).toEqual({ id, erased: true });
    for (const named of [{ email: 'fay@example.com' }, { phone: '+14155550102' }, { search: 'fay' }])
      expect((await listCustomers(context, named)).items).toEqual([]);
    expect(await getCustomer(context, { id })).toMatchObject({
      email: null,
      phone: null,
      firstName: null,
      erasedAt: here.store.clock.now(),
      identities: [],
    });
    const kept = JSON.stringify([
      await exportCustomer(context, { id }),
      await customerTimeline(context, { id }),
    ]);
    expect(kept).not.toMatch(/fay|4155550102/i);
    for (const again of [
      () => eraseCustomer(context, { id }),
      () => updateCustomer(context, { id, traits: { firstName: 'Fay' } }),
      () => setConsent(context, { id, channel: 'email', state: 'subscribed' }),
    ])
      await expect(again()).rejects.toMatchObject({ code: 'not-found' });
  });
});

test('an export has every sort of thing that is kept of a person, and nobody else’s', async () => {
  const id = await person('gil');
  await here.shop.fillCart('gil', 'cart-gil');
  await here.shop.buy('gil', 'order-gil', 'cart-gil');
  await here.shop.send('signed-up', { email: 'gil@example.com' });
  await here.host.pass(DAY);
  const told = await exportCustomer(context, { id });
  expect(told).toMatchObject({
    customer: { id, email: 'gil@example.com' },
    carts: [{ external_id: 'cart-gil', total: 8_000 }],
    orders: [{ external_id: 'order-gil', total: 8_000, counted: true }],
    messages: [{ channel: 'email', address: 'gil@example.com' }],
    enrolments: [{ state: 'done', held_out: false }],
  });
  expect(told.events.map(({ type }) => type)).toEqual(
    expect.arrayContaining(['customer-updated', 'checkout-started', 'order-placed', 'signed-up']),
  );
  expect(told.consents.map(({ channel }) => channel).sort()).toEqual(
    [...new Set(told.consents.map(({ channel }) => channel))].sort(),
  );
  expect(JSON.stringify(told)).not.toMatch(/(ann|bob|carl)@example\.com/);
  expect((await listAudit(context, { action: 'customer-exported', subject: id })).items).toHaveLength(1);
});

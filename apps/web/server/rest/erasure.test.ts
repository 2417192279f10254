import { searchEverything } from '@millrace/tools/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openInstallation, type Installation } from '../testing/installation.ts';

let here: Installation;
beforeAll(async () => {
  here = await openInstallation();
});
afterAll(() => here.close());

const TRACES = [
  'isadora.plumtree@fen.example',
  'Isadora',
  'Plumtree',
  'Saltmarsh-next-the-Sea',
  'cust-66554433',
  '+14155550123',
  'periwinkle',
  '#IP-77012',
];

it('an answer kept for repeats has nothing of a customer who was erased since, and the request does not run twice', async () => {
  const keyed = (method: string, path: string, key: string, body: unknown) =>
    here.call(method, path, { body, headers: { 'idempotency-key': key } });
  const traits = {
    externalId: 'cust-66554433',
    email: 'isadora.plumtree@fen.example',
    phone: '+14155550123',
    firstName: 'Isadora',
    lastName: 'Plumtree',
    city: 'Saltmarsh-next-the-Sea',
    colour: 'periwinkle',
  };
  const event = {
    id: 'evt cust-66554433',
    type: 'signed-up',
    customer: traits,
    properties: { colour: 'periwinkle' },
  };
  expect((await keyed('POST', '/events', 'events of isadora.plumtree@fen.example', event)).status).toBe(202);
  const order = {
    id: 'order #IP-77012',
    type: 'order-placed',
    customer: { externalId: 'cust-66554433' },
    properties: { orderId: '77012', number: '#IP-77012', total: '10.00', lines: [] },
  };
  expect((await keyed('POST', '/events', 'order #IP-77012', order)).status).toBe(202);
  const { id } = (await here.call('GET', '/customers?externalId=cust-66554433')).body.items[0];
  const change = () => keyed('PUT', `/customers/${id}`, 'key for cust-66554433', { city: traits.city });
  expect(await change()).toMatchObject({ status: 200, body: { email: traits.email } });
  expect(await change()).toMatchObject({ status: 200, body: { email: traits.email } });
  const consent = () =>
    keyed('PUT', `/customers/${id}/consent`, 'consent of Isadora', {
      channel: 'email',
      state: 'subscribed',
      source: 'form of Plumtree',
    });
  expect((await consent()).status).toBe(200);
  const bystander = () => keyed('POST', '/flows', 'a flow', { name: 'Bystander' });
  expect((await bystander()).status).toBe(201);
  expect(await searchEverything(here.ownerUrl, TRACES)).not.toEqual([]);

  const erase = () => keyed('POST', `/customers/${id}/erase`, 'erase her', undefined);
  expect(await erase()).toMatchObject({ status: 200, body: { erased: true } });
  expect(await searchEverything(here.ownerUrl, TRACES)).toEqual([]);
  for (const repeat of [change, consent]) {
    const again = await repeat();
    expect(again).toMatchObject({ status: 410, body: { code: 'answer-erased' } });
    for (const trace of TRACES) expect(JSON.stringify(again.body)).not.toContain(trace);
  }
  // The events are stored, and a repeat creates no customer.
  expect((await keyed('POST', '/events', 'order #IP-77012', order)).status).toBe(410);
  expect((await here.call('GET', '/customers')).body.items).toEqual([]);
  expect(await erase()).toMatchObject({ status: 200, body: { erased: true } });
  expect((await bystander()).headers.get('idempotent-replayed')).toBe('true');
  expect((await bystander()).status).toBe(201);
  expect(await searchEverything(here.ownerUrl, TRACES)).toEqual([]);
});

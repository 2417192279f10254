import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openInstallation, type Installation } from '../testing/installation.ts';

let here: Installation;
beforeAll(async () => {
  here = await openInstallation();
});
afterAll(() => here.close());

const make = (key: string, name: string, more: { key?: string } = {}) =>
  here.call('POST', '/flows', { body: { name }, headers: { 'idempotency-key': key }, ...more });
const flows = async (name: string) => (await here.call('GET', `/flows?search=${name}`)).body.items.length;

describe('a request with an Idempotency-Key', () => {
  it('runs once, and a repeat gets the first answer word for word', async () => {
    const first = await make('k1', 'Once');
    const second = await make('k1', 'Once');
    expect(first.status).toBe(201);
    expect(first.headers.get('idempotent-replayed')).toBeNull();
    expect(second).toMatchObject({ status: 201, body: first.body });
    expect(second.headers.get('idempotent-replayed')).toBe('true');
    expect(await flows('Once')).toBe(1);
  });

  it('refuses the same key for another request', async () => {
    await make('k2', 'First');
    expect(await make('k2', 'Second')).toMatchObject({ status: 422, body: { code: 'idempotency-mismatch' } });
    expect(await flows('Second')).toBe(0);
  });

  it('belongs to method, path with query, and body: any other is another request', async () => {
    const { id } = (await here.call('POST', '/flows', { body: { name: 'Named' } })).body;
    const other = (await here.call('POST', '/flows', { body: { name: 'Other' } })).body.id;
    const under = (method: string, path: string) =>
      here.call(method, path, { body: { name: 'Renamed' }, headers: { 'idempotency-key': 'k-way' } });
    expect((await under('PUT', `/flows/${id}`)).status).toBe(200);
    for (const [method, path] of [
      ['PUT', `/flows/${other}`],
      ['PUT', `/flows/${id}?name=By+query`],
      ['PUT', `/flows/${id}?`.replace('?', '?x')],
      ['POST', '/flows'],
    ] as const)
      expect(await under(method, path), `${method} ${path}`).toMatchObject({
        status: 422,
        body: { code: 'idempotency-mismatch' },
      });
    expect((await under('PUT', `/flows/${id}`)).headers.get('idempotent-replayed')).toBe('true');
  });

  it('creates one object, however many repeats come at the same moment', async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => make('k3', 'Race')));
    expect(await flows('Race')).toBe(1);
    expect(new Set(answers.map((answer) => answer.status))).toSatisfy((statuses: Set<number>) =>
      [...statuses].every((status) => status === 201 || status === 409),
    );
  });

  it('keeps nothing of an invalid request, so that it can be corrected with the same key', async () => {
    expect((await make('k4', '')).status).toBe(422);
    expect((await make('k4', 'Corrected')).status).toBe(201);
  });

  it('repeats a refusal that came after the request had begun', async () => {
    const { id } = (await here.call('POST', '/flows', { body: { name: 'Draft' } })).body;
    const pause = () => here.call('POST', `/flows/${id}/pause`, { headers: { 'idempotency-key': 'k5' } });
    expect((await pause()).status).toBe(409);
    const again = await pause();
    expect(again).toMatchObject({ status: 409, body: { code: 'flow-state-wrong' } });
    expect(again.headers.get('idempotent-replayed')).toBe('true');
  });

  it('lets two workspaces use the same key independently', async () => {
    await make('k6', 'Here');
    const stranger = await here.makeKey(undefined, await here.store.other());
    expect(await make('k6', 'There', { key: stranger })).toMatchObject({
      status: 201,
      body: { name: 'There' },
    });
  });

  it('runs a request again that was cut off a minute ago', async () => {
    const { workspaceId } = here.store.context;
    const body = JSON.stringify({ name: 'Cut off' });
    await here.call('POST', '/flows', { body, headers: { 'idempotency-key': 'k7' } });
    await here.store.db.inWorkspace(
      workspaceId,
      (tx) =>
        tx`update idempotency_keys set status = null, response = null where created_at = (select max(created_at) from idempotency_keys)`,
    );
    const repeat = () => here.call('POST', '/flows', { body, headers: { 'idempotency-key': 'k7' } });
    expect(await repeat()).toMatchObject({ status: 409, body: { code: 'idempotency-busy' } });
    await here.store.db.inWorkspace(
      workspaceId,
      (tx) =>
        tx`update idempotency_keys set created_at = now() - interval '2 minutes' where created_at = (select max(created_at) from idempotency_keys)`,
    );
    expect((await repeat()).status).toBe(201);
  });

  it('refuses a key of more than 255 characters', async () => {
    expect((await make('x'.repeat(256), 'Long')).status).toBe(422);
  });
});

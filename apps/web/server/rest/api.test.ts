import { templates } from '@millrace/templates';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openInstallation, type Installation } from '../testing/installation.ts';
import { OPERATIONS } from './operations/all.ts';

let here: Installation;
beforeAll(async () => {
  here = await openInstallation();
  await here.call('POST', '/events', {
    body: Array.from({ length: 5 }, (_, index) => ({
      id: `seen-${index}`,
      type: 'customer-updated',
      customer: { email: `person${index}@example.com`, externalId: `x${index}` },
    })),
  });
});
afterAll(() => here.close());

const find = async (email: string) => (await here.call('GET', `/customers?email=${email}`)).body.items[0];

describe('who may call', () => {
  it('turns away callers without a key, with a wrong one, or with one that was revoked', async () => {
    expect(await here.call('GET', '/flows', { key: null })).toMatchObject({
      status: 401,
      body: { code: 'not-signed-in' },
    });
    expect(
      (await here.call('GET', '/flows', { key: 'mill_wrong' })).headers.get('www-authenticate'),
    ).toContain('Bearer');
    const revoked = await here.makeKey();
    await here.store.db.inWorkspace(
      here.store.context.workspaceId,
      (tx) => tx`update api_keys set revoked_at = now() where prefix = ${revoked.slice(0, 9)}`,
    );
    expect((await here.call('GET', '/flows', { key: revoked })).status).toBe(401);
  });

  it('lets a key do only what its scopes allow', async () => {
    const key = await here.makeKey(['events:write']);
    expect(
      (
        await here.call('POST', '/events', {
          key,
          body: { id: 'scoped', type: 'customer-updated', customer: { email: 'scoped@example.com' } },
        })
      ).status,
    ).toBe(202);
    expect(await here.call('GET', '/customers', { key })).toMatchObject({
      status: 403,
      body: { code: 'not-allowed', detail: expect.stringContaining('customers:read') },
    });
  });

  it('shows nothing of one workspace to a key of another', async () => {
    const { id } = await find('person0@example.com');
    const flow = (await here.call('POST', '/flows', { body: { name: 'Mine' } })).body;
    const stranger = await here.makeKey(undefined, await here.store.other());
    for (const path of [
      `/customers/${id}`,
      `/customers/${id}/timeline`,
      `/customers/${id}/export`,
      `/flows/${flow.id}`,
      `/flows/${flow.id}/versions`,
      `/flows/${flow.id}/versions/1`,
    ]) {
      expect((await here.call('GET', path, { key: stranger })).status, path).toBe(404);
    }
    expect(
      (await here.call('PUT', `/flows/${flow.id}`, { key: stranger, body: { name: 'Theirs' } })).status,
    ).toBe(404);
    expect((await here.call('POST', `/customers/${id}/erase`, { key: stranger })).status).toBe(404);
    expect((await here.call('GET', '/customers', { key: stranger })).body).toEqual({ items: [], next: null });
  });
});

describe('paths and methods', () => {
  it('takes parameters in a query or fields in a body, and neither overrides the other or the path', async () => {
    const { id } = (await here.call('POST', '/flows', { body: { name: 'By body' } })).body;
    expect(await here.call('POST', '/flows?name=By+query', { body: { name: 'By body' } })).toMatchObject({
      status: 422,
      body: { fields: [{ field: 'name' }] },
    });
    expect(await here.call('POST', `/flows/${id}/pause?id=${id}`)).toMatchObject({
      status: 422,
      body: { fields: [{ field: 'id' }] },
    });
    const stranger = '01a1fced-09e3-7e35-b690-000000000000';
    for (const [method, path, body] of [
      ['PUT', `/flows/${id}`, { id: stranger, name: 'Other' }],
      ['POST', `/flows/${id}/enrol`, { flow: stranger, customer: stranger }],
      ['POST', '/templates/abandoned-cart-classic/clone', { template: 'welcome' }],
    ] as const)
      expect(await here.call(method, path, { body }), path).toMatchObject({
        status: 422,
        body: { detail: expect.stringContaining('This contradicts the path') },
      });
    expect((await here.call('PUT', `/flows/${id}`, { body: { id, name: 'Same' } })).body.name).toBe('Same');
    for (const operation of OPERATIONS)
      expect(Boolean(operation.query && operation.body), operation.id).toBe(false);
  });

  it.each([
    'search=a&search=b',
    'limit=1&limit=2',
    'search=%ff',
    'search=%',
    'search=%00',
    `search=${'x'.repeat(2_001)}`,
    'colour=red',
    '%00=1',
  ])('refuses parameters nobody can be sure of: %.30s', async (query) => {
    expect(await here.call('GET', `/customers?${query}`)).toMatchObject({
      status: 422,
      body: { code: 'input-invalid' },
    });
  });

  it('names the allowed methods of a path when another comes', async () => {
    const answer = await here.call('DELETE', '/customers');
    expect(answer.status).toBe(405);
    expect(answer.headers.get('allow')).toBe('GET');
  });

  it('answers an unknown path and an unknown id each with a problem that says what is missing', async () => {
    expect(await here.call('GET', '/nowhere')).toMatchObject({
      status: 404,
      body: { detail: 'There is no such path in the API.' },
    });
    expect(await here.call('GET', '/customers/01a1fced-09e3-7e35-b690-000000000000')).toMatchObject({
      status: 404,
      body: { detail: 'There is no such customer.' },
    });
    expect(await here.call('GET', '/customers/nonsense')).toMatchObject({
      status: 422,
      body: { fields: [{ field: 'id' }] },
    });
  });

  it("gives each answer its id in the log, or the caller's own id", async () => {
    expect(
      (await here.call('GET', '/templates', { headers: { 'x-request-id': 'my-request-1' } })).headers.get(
        'x-request-id',
      ),
    ).toBe('my-request-1');
    expect((await here.call('GET', '/nowhere')).body.requestId).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('explains at the address of a problem what it means and what to do', async () => {
    const { body } = await here.call('GET', '/customers/nonsense');
    const path = new URL(body.type).pathname.replace('/api/v1', '');
    expect(await here.call('GET', path, { key: null })).toMatchObject({
      status: 200,
      body: { code: 'input-invalid', next: expect.any(String) },
    });
  });
});

describe('lists', () => {
  it('lists everybody once, page by page', async () => {
    await here.call('POST', '/events', {
      body: Array.from({ length: 7 }, (_, index) => ({
        id: `page-${index}`,
        type: 'customer-updated',
        customer: { email: `page${index}@example.com` },
      })),
    });
    const met: string[] = [];
    let next: string | null = null;
    do {
      const { body }: { body: { items: { email: string }[]; next: string | null } } = await here.call(
        'GET',
        `/customers?limit=3${next ? `&cursor=${next}` : ''}`,
      );
      expect(body.items.length).toBeLessThanOrEqual(3);
      met.push(...body.items.map((item) => item.email));
      next = body.next;
    } while (next);
    expect(met.length).toBe(new Set(met).size);
    expect(met.filter((email) => email.startsWith('page'))).toHaveLength(7);
  });

  it('refuses a forged cursor and a limit that is out of range', async () => {
    expect((await here.call('GET', '/customers?cursor=abc')).status).toBe(422);
    expect(await here.call('GET', '/customers?limit=9000')).toMatchObject({
      status: 422,
      body: { fields: [{ field: 'limit' }] },
    });
    expect((await here.call('GET', '/customers?colour=red')).status).toBe(422);
  });
});

describe('a flow by the API', () => {
  it('is cloned, saved as a bare graph, published, paused, resumed and stopped', async () => {
    // The template needs codes, so a connected store must be able to make them.
    await here.connectShopify({ accessToken: 'shpat_of_the_test' });
    const made = await here.call('POST', '/templates/abandoned-cart-classic/clone', {
      body: { name: 'Carts' },
    });
    expect(made.status).toBe(201);
    const { id, graph, revision } = made.body;
    expect((await here.call('PUT', `/flows/${id}`, { body: graph })).body).toMatchObject({
      revision: revision + 1,
      problems: expect.not.arrayContaining([expect.objectContaining({ severity: 'error' })]),
    });
    expect(await here.call('PUT', `/flows/${id}`, { body: { graph, revision } })).toMatchObject({
      status: 409,
      body: { code: 'revision-conflict', details: { revision: revision + 1 } },
    });
    const published = await here.call('POST', `/flows/${id}/publish`);
    expect(published).toMatchObject({ status: 200, body: { state: 'live', version: 1 } });
    expect(published.body.updatedAt).toMatch(/^\d{4}-.*Z$/);
    expect((await here.call('POST', `/flows/${id}/pause`)).body.state).toBe('paused');
    expect((await here.call('POST', `/flows/${id}/pause`)).status).toBe(409);
    expect(
      (await here.call('POST', `/flows/${id}/resume`, { body: { overdue: 'spread', hours: 2 } })).body.state,
    ).toBe('live');
    expect((await here.call('POST', `/flows/${id}/stop`)).body.state).toBe('stopped');
    expect((await here.call('GET', `/flows/${id}/versions`)).body.items).toMatchObject([
      { number: 1, live: true },
    ]);
    expect((await here.call('GET', `/flows/${id}/versions/1`)).body).toMatchObject({
      number: 1,
      graph: { nodes: graph.nodes },
    });
    expect((await here.call('GET', `/flows/${id}/versions/2`)).status).toBe(404);
    expect((await here.call('GET', `/flows/${id}/versions/latest`)).status).toBe(422);
  });

  it('names every problem with its node, and does not publish what cannot run', async () => {
    const { id } = (await here.call('POST', '/flows', { body: { name: 'Half done' } })).body;
    const graph = {
      schemaVersion: 1,
      subject: 'customer',
      nodes: [
        { id: 'trigger', kind: 'event-trigger', config: { event: 'cart-abandoned' } },
        { id: 'mail', kind: 'send-email', config: {} },
        { id: 'odd', kind: 'teleport' },
      ],
      edges: [
        { id: 'e1', from: 'trigger', port: 'next', to: 'mail' },
        { id: 'e2', from: 'mail', port: 'next', to: 'gone' },
      ],
    };
    const { body } = await here.call('PUT', `/flows/${id}`, { body: graph });
    expect(body.problems.map((problem: { node: string }) => problem.node)).toEqual(
      expect.arrayContaining(['mail', 'odd']),
    );
    expect(await here.call('POST', `/flows/${id}/publish`)).toMatchObject({
      status: 422,
      body: {
        code: 'flow-has-problems',
        problems: expect.arrayContaining([expect.objectContaining({ node: 'odd' })]),
      },
    });
  });

  it('accepts a graph of two thousand nodes in a circle and says what is wrong with it', async () => {
    const { id } = (await here.call('POST', '/flows', { body: {} })).body;
    const nodes = Array.from({ length: 2000 }, (_, index) => ({
      id: `n${index}`,
      kind: index === 0 ? 'event-trigger' : 'condition',
      config: {},
    }));
    const edges = nodes.map((_, index) => ({
      id: `e${index}`,
      from: `n${index}`,
      port: 'next',
      to: `n${(index + 1) % nodes.length}`,
    }));
    const answer = await here.call('PUT', `/flows/${id}`, {
      body: { schemaVersion: 1, subject: 'customer', nodes, edges },
    });
    expect(answer.status).toBe(200);
    expect(answer.body.problems.length).toBeGreaterThan(0);
  });

  it('rehearses a draft without sending anything', async () => {
    const { id } = (await here.call('POST', '/templates/abandoned-cart-ai/clone')).body;
    const answer = await here.call('POST', `/flows/${id}/rehearse`, { body: { on: 'sample', people: 20 } });
    expect(answer.status).toBe(200);
    const cast = Object.keys(templates['abandoned-cart-ai']?.cast(0) ?? {}).length;
    // Four of each of the people that the template brings: more than were asked for, so nobody else walks.
    expect(4 * cast).toBeGreaterThan(20);
    expect(answer.body.people).toBe(4 * cast);
    expect((await here.call('GET', '/messages')).body.items).toEqual([]);
  });
});

describe('customers and settings by the API', () => {
  it('changes, exports and erases a customer, and keeps consent with its source', async () => {
    await here.call('POST', '/events', {
      body: {
        id: 'one',
        type: 'customer-updated',
        customer: { email: 'one@example.com', externalId: 'one' },
      },
    });
    const { id } = await find('one@example.com');
    expect(
      (await here.call('PUT', `/customers/${id}`, { body: { firstName: 'Uno', phone: '+14155550123' } }))
        .body,
    ).toMatchObject({
      firstName: 'Uno',
      phone: '+14155550123',
    });
    expect(
      (
        await here.call('PUT', `/customers/${id}/consent`, {
          body: { channel: 'sms', state: 'subscribed', source: 'till', optIn: 'double' },
        })
      ).body.consent.sms,
    ).toMatchObject({ state: 'subscribed', source: 'till', at: expect.stringMatching(/Z$/) });
    expect((await here.call('GET', '/customers?externalId=one')).body.items).toHaveLength(1);
    expect((await here.call('GET', `/customers/${id}/export`)).body.customer.email).toBe('one@example.com');
    expect((await here.call('POST', `/customers/${id}/erase`)).body).toEqual({ id, erased: true });
    expect((await here.call('GET', '/customers?email=one@example.com')).body.items).toEqual([]);
    expect(JSON.stringify((await here.call('GET', `/customers/${id}/export`)).body)).not.toContain(
      'one@example.com',
    );
  });

  it('connects a system and never returns its secrets', async () => {
    const answer = await here.call('POST', '/connections', {
      body: {
        connector: 'shopify',
        config: { shopDomain: 'a-shop.myshopify.com', webhookSecret: 'very-secret-words' },
      },
    });
    expect(answer).toMatchObject({
      status: 201,
      body: { intakeUrl: expect.stringContaining('/hooks/shopify/'), secretsSet: ['webhookSecret'] },
    });
    expect(JSON.stringify((await here.call('GET', '/connections')).body)).not.toContain('very-secret-words');
    expect(
      (await here.call('POST', '/connections', { body: { connector: 'shopify', config: {} } })).status,
    ).toBe(422);
    expect(
      (await here.call('POST', '/connections', { body: { connector: 'telegraph', config: {} } })).status,
    ).toBe(404);
  });

  it('changes one guardrail and leaves the others, and stops sending by the switch', async () => {
    const before = (await here.call('GET', '/guardrails')).body.settings;
    const { settings } = (
      await here.call('PUT', '/guardrails', { body: { 'hold-limit': { on: true, hours: 12 } } })
    ).body;
    expect(settings['hold-limit'].hours).toBe(12);
    expect(settings['quiet-hours']).toEqual(before['quiet-hours']);
    expect(
      (await here.call('POST', '/killswitch', { body: { scope: 'channel', target: 'email', on: true } }))
        .body,
    ).toEqual({
      scope: 'channel',
      target: 'email',
      what: 'sending by e-mail',
      on: true,
    });
  });

  it('has no approvals yet, and says so rather than failing', async () => {
    expect((await here.call('GET', '/approvals')).body).toEqual({ items: [], next: null });
    expect((await here.call('POST', '/approvals/01a1fced-09e3-7e35-b690-000000000000/approve')).status).toBe(
      404,
    );
  });
});

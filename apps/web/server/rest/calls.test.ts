import { countsAgree, graphOf, node, outside, VirtualHost, type Outside } from '@millrace/services/testing';
import { HOUR } from '@millrace/base';
import { createFlow, publishFlow } from '@millrace/services/flows';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openInstallation, type Installation } from '../testing/installation.ts';

vi.hoisted(() => {
  process.env['MILLRACE_ALLOW_INTERNAL'] = '127.0.0.1';
});

let here: Installation;
let elsewhere: Outside;
let flow: string;
const enrolments: Record<string, string> = {};
beforeAll(async () => {
  here = await openInstallation();
  // It runs the call for ann, but the connection breaks before the answer. It runs and answers the call for bob.
  elsewhere = await outside(({ body }) =>
    body.includes('ann@') ? { status: 200, breaks: true } : { status: 200 },
  );
  const host = new VirtualHost(here.store);
  const graph = graphOf([
    node('trigger', 'event-trigger', { event: 'signed-up' }),
    node('tag', 'update-profile', { do: 'add-tag', tag: 'asked' }),
    node('ask', 'http-request', {
      url: elsewhere.url,
      method: 'POST',
      body: '{"who":"{{ customer.email }}"}',
    }),
    node('end', 'end'),
  ]);
  ({ id: flow } = await createFlow(here.store.context, {
    name: 'Asks',
    graph: { ...graph, settings: { ...graph.settings, holdout: 0 } },
  }));
  await publishFlow(here.store.context, { id: flow });
  for (const name of ['ann', 'bob']) {
    await here.call('POST', '/events', {
      body: { id: name, type: 'signed-up', customer: { email: `${name}@example.com` } },
    });
    await host.pass(HOUR);
  }
  const { body } = await here.call('GET', `/flows/${flow}/enrolments`);
  for (const { id, customerEmail } of body.items) enrolments[customerEmail.split('@')[0]] = id;
});
afterAll(async () => {
  await elsewhere.close();
  await here.close();
});

const list = async (query: string) =>
  (await here.call('GET', `/calls?${query}`)).body.items as { id: string; status: string; node: string }[];

describe('calls over the API', () => {
  it('are listed by flow, by enrolment and by state, page by page', async () => {
    expect((await list(`flow=${flow}`)).map(({ node: at, status }) => `${at} ${status}`).toSorted()).toEqual([
      'ask done',
      'ask unknown',
      'tag done',
      'tag done',
    ]);
    expect((await list(`enrolment=${enrolments['bob']}`)).map(({ status }) => status)).toEqual([
      'done',
      'done',
    ]);
    expect(await list(`enrolment=${enrolments['ann']}&status=unknown`)).toHaveLength(1);
    expect(await list('enrolment=01a1fced-09e3-7e35-b690-000000000000')).toEqual([]);
    const first = (await here.call('GET', `/calls?flow=${flow}&limit=3`)).body;
    const rest = (
      await here.call('GET', `/calls?flow=${flow}&limit=3&cursor=${encodeURIComponent(first.next)}`)
    ).body;
    expect([...first.items, ...rest.items].map(({ id }: { id: string }) => id)).toEqual(
      (await list(`flow=${flow}`)).map(({ id }) => id),
    );
    expect((await here.call('GET', '/calls?status=perhaps')).status).toBe(422);
  });

  it('are read one by one, with request and result', async () => {
    const [known] = await list(`enrolment=${enrolments['bob']}&status=done`);
    const { status, body } = await here.call('GET', `/calls/${known!.id}`);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      id: known!.id,
      flowId: flow,
      enrolmentId: enrolments['bob'],
      status: 'done',
      customerName: 'bob@example.com',
    });
    expect((await here.call('GET', '/calls/01a1fced-09e3-7e35-b690-000000000000')).status).toBe(404);
  });

  it('in doubt are settled once by a person, and the counts follow', async () => {
    const [doubt] = await list('status=unknown');
    const path = `/calls/${doubt!.id}/resolve`;
    const reader = await here.makeKey(['messages:read']);
    expect((await here.call('POST', path, { key: reader, body: { happened: true } })).status).toBe(403);
    expect((await here.call('POST', path, { body: {} })).status).toBe(422);
    expect((await here.call('POST', path, { body: { happened: true } })).body).toEqual({
      id: doubt!.id,
      happened: true,
    });
    expect((await here.call('GET', `/calls/${doubt!.id}`)).body).toMatchObject({
      status: 'done',
      sentence: 'It happened, as a person confirmed.',
    });
    expect((await here.call('POST', path, { body: { happened: false } })).status).toBe(404);
    await countsAgree(here.store.context);
  });
});

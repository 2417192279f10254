import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { openInstallation, type Installation } from '../testing/installation.ts';
import { OPERATIONS } from './operations/all.ts';

let here: Installation;
beforeAll(async () => {
  here = await openInstallation();
});
afterAll(() => here.close());

/** Every `$ref` of a document. */
function refsIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, item]) => (name === '$ref' && typeof item === 'string' ? [item] : refsIn(item)));
}
const at = (document: unknown, ref: string) =>
  ref
    .slice(2)
    .split('/')
    .reduce<unknown>(
      (place, name) => (place as Record<string, unknown> | undefined)?.[name.replaceAll('~1', '/').replaceAll('~0', '~')],
      document,
    );

describe('the OpenAPI document', () => {
  it('is told to anybody and has every operation that is served, once', async () => {
    const { status, body } = await here.call('GET', '/openapi.json', { key: null });
    expect(status).toBe(200);
    expect(body.openapi).toBe('3.1.0');
    const told = Object.entries(body.paths as Record<string, Record<string, { operationId: string }>>).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect(told.toSorted()).toEqual(OPERATIONS.map((operation) => `${operation.method} ${operation.path}`).toSorted());
    const ids = Object.values(body.paths as Record<string, Record<string, { operationId: string }>>).flatMap((methods) =>
      Object.values(methods).map((operation) => operation.operationId),
    );
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('refers only to what is in it, and declares every name in a path', async () => {
    const { body } = await here.call('GET', '/openapi.json');
    for (const ref of refsIn(body)) expect(at(body, ref), ref).toBeDefined();
    for (const [path, methods] of Object.entries(
      body.paths as Record<string, Record<string, { parameters?: { name: string; in: string }[] }>>,
    )) {
      const names = [...path.matchAll(/\{(\w+)\}/g)].map((found) => found[1]);
      for (const operation of Object.values(methods)) {
        expect((operation.parameters ?? []).filter((parameter) => parameter.in === 'path').map((parameter) => parameter.name)).toEqual(
          names,
        );
      }
    }
  });
});

describe('what the API promises and what it answers', () => {
  const cases: readonly (readonly [string, string, string, unknown?])[] = [
    ['listCustomers', 'GET', '/customers'],
    ['getCustomer', 'GET', '/customers/{customer}'],
    ['customerTimeline', 'GET', '/customers/{customer}/timeline'],
    ['exportCustomer', 'GET', '/customers/{customer}/export'],
    ['listTemplates', 'GET', '/templates'],
    ['listNodeKinds', 'GET', '/node-kinds'],
    ['listFlows', 'GET', '/flows'],
    ['getFlow', 'GET', '/flows/{flow}'],
    ['publishFlow', 'POST', '/flows/{flow}/publish', {}],
    ['enrolCustomer', 'POST', '/flows/{flow}/enrol', { customer: '{customer}' }],
    ['listVersions', 'GET', '/flows/{flow}/versions'],
    ['getVersion', 'GET', '/flows/{flow}/versions/1'],
    ['flowAnalytics', 'GET', '/flows/{flow}/analytics'],
    ['flowEnrolments', 'GET', '/flows/{flow}/enrolments'],
    ['listMessages', 'GET', '/messages'],
    ['listPrivacyRequests', 'GET', '/privacy-requests?open=true'],
    ['listConnections', 'GET', '/connections'],
    ['readGuardrails', 'GET', '/guardrails'],
    ['listApprovals', 'GET', '/approvals'],
    ['listAudit', 'GET', '/audit'],
  ];

  it('answers in the shape that its document says, operation by operation', async () => {
    await here.call('POST', '/events', {
      body: {
        id: 'shape',
        type: 'checkout-started',
        customer: { email: 'shape@example.com', consent: { email: { state: 'subscribed' } } },
        properties: { cartId: 'shape', lines: [{ productId: 'p', price: 900 }] },
      },
    });
    await here.call('POST', '/events', {
      body: { id: 'asked', type: 'customer-data-requested', customer: { email: 'shape@example.com' } },
    });
    await here.connectShopify();
    const customer = (await here.call('GET', '/customers')).body.items[0].id as string;
    const flow = (await here.call('POST', '/templates/abandoned-cart-classic/clone')).body.id as string;
    const filled = (text: string) => text.replace('{customer}', customer).replace('{flow}', flow);
    for (const [id, method, path, body] of cases) {
      const operation = OPERATIONS.find((item) => item.id === id);
      const answer = await here.call(method, filled(path), body === undefined ? {} : { body: JSON.parse(filled(JSON.stringify(body))) });
      expect(answer.status, `${id}: ${JSON.stringify(answer.body)}`).toBe(operation?.answer.status);
      const schema = operation?.answer.schema as z.ZodType;
      expect(schema.safeParse(answer.body).error?.issues ?? [], id).toEqual([]);
    }
    const enrolled = (await here.call('GET', `/flows/${flow}/enrolments`)).body.items[0];
    const enrolment = await here.call('GET', `/enrolments/${enrolled.id}`);
    expect(OPERATIONS.find((item) => item.id === 'getEnrolment')?.answer.schema?.safeParse(enrolment.body).error?.issues ?? []).toEqual([]);
  });
});

describe('the schema of a flow', () => {
  it('knows every kind of node with its settings, and a template fits it', async () => {
    const { default: Ajv } = await import('ajv/dist/2020.js');
    const schema = (await here.call('GET', '/schema/flow')).body;
    const validate = new Ajv({ strict: false, validateFormats: false }).compile(schema);
    for (const { id } of (await here.call('GET', '/templates')).body.items) {
      const { graph } = (await here.call('POST', `/templates/${id}/clone`)).body;
      expect(validate(graph) || validate.errors, id).toBe(true);
      graph.nodes[0].kind = 'teleport';
      expect(validate(graph), id).toBe(false);
    }
  });
});

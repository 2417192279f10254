import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openParts } from '@millrace/services/testing';
import { openInstallation, type Installation } from '../testing/installation.ts';
import { OPERATIONS } from './operations/all.ts';
import { selfOperations } from './operations/itself.ts';

let here: Installation;
beforeAll(async () => {
  here = await openInstallation();
});
afterAll(() => here.close());

/** Every `$ref` of a document. */
function refsIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, item]) =>
    name === '$ref' && typeof item === 'string' ? [item] : refsIn(item),
  );
}
const at = (document: unknown, ref: string) =>
  ref
    .slice(2)
    .split('/')
    .reduce<unknown>(
      (place, name) =>
        (place as Record<string, unknown> | undefined)?.[name.replaceAll('~1', '/').replaceAll('~0', '~')],
      document,
    );

describe('the OpenAPI document', () => {
  it('is public and has every operation once', async () => {
    const { status, body } = await here.call('GET', '/openapi.json', { key: null });
    expect(status).toBe(200);
    expect(body.openapi).toBe('3.1.0');
    const told = Object.entries(
      body.paths as Record<string, Record<string, { operationId: string }>>,
    ).flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`));
    expect(told.toSorted()).toEqual(
      OPERATIONS.map((operation) => `${operation.method} ${operation.path}`).toSorted(),
    );
    const ids = Object.values(body.paths as Record<string, Record<string, { operationId: string }>>).flatMap(
      (methods) => Object.values(methods).map((operation) => operation.operationId),
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
        expect(
          (operation.parameters ?? [])
            .filter((parameter) => parameter.in === 'path')
            .map((parameter) => parameter.name),
        ).toEqual(names);
      }
    }
  });
});

describe('what the API promises', () => {
  it('describes every answer, down to the last field', () => {
    const open = [...OPERATIONS, ...selfOperations].flatMap(({ id, answer }) =>
      openParts(answer.schema).map((place) => `${id}: ${place}`),
    );
    expect(open).toEqual([]);
  });

  it('keeps the names of components that clients were generated with', async () => {
    const { body } = await here.call('GET', '/openapi.json');
    expect(Object.keys(body.components.schemas)).toEqual(expect.arrayContaining(COMPONENTS));
  });

  it('has every instant as a date-time, and closes no object to new fields', async () => {
    const { body } = await here.call('GET', '/openapi.json');
    const { Flow, Customer, Message } = body.components.schemas;
    expect(Flow.properties.updatedAt).toMatchObject({ type: 'string', format: 'date-time' });
    expect(JSON.stringify(Customer.properties.erasedAt)).toContain('date-time');
    expect(Message.additionalProperties).toBeUndefined();
  });
});

/** Names of components in the first published document. */
const COMPONENTS = [
  'AuditEntry',
  'Connection',
  'Customer',
  'Decision',
  'Enrolment',
  'EnrolmentWithTrace',
  'Flow',
  'FlowAnalytics',
  'FlowMetric',
  'FlowProblem',
  'FlowSummary',
  'FlowVersion',
  'FlowVersionWithGraph',
  'FlowWithProblems',
  'Graph',
  'Message',
  'NodeKind',
  'PrivacyRequest',
  'Problem',
  'PublishedFlow',
  'Template',
  'TimelineItem',
];

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

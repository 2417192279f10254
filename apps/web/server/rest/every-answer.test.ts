import Ajv, { type ValidateFunction } from 'ajv/dist/2020.js';
import type { CallRow } from '@millrace/core/rows';
import { newId } from '@millrace/db';
import { changeCall } from '@millrace/run/calls';
import { runImports } from '@millrace/run/imports';
import { createFlow, pauseFlow, publishFlow } from '@millrace/services/flows';
import { changeVariant, proposeVariants } from '@millrace/services/writing';
import { updateStore } from '@millrace/services/settings';
import { graphOf, node } from '@millrace/services/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { asMeant, type Attack } from '../testing/attack/every-call.ts';
import { fillWorkspace } from '../testing/attack/filled-workspace.ts';
import type { Ids } from '../testing/attack/example.ts';
import type { Asked } from '../testing/attack/run.ts';
import { handlersHere } from '../testing/attack/target.ts';
import { openInstallation, PUBLIC_URL, type Installation } from '../testing/installation.ts';
import { OPERATIONS } from './operations/all.ts';
import { selfOperations } from './operations/itself.ts';

let here: Installation;
let ids: Ids;
let attack: Attack;

beforeAll(async () => {
  here = await openInstallation({ MILLRACE_API_RATE: '100000' });
  ids = await fillWorkspace(here.store, here.store.context, 'shape');
  const nobody = { name: 'nobody' };
  attack = {
    target: handlersHere(PUBLIC_URL),
    owner: nobody,
    key: { name: 'a key', key: here.key },
    roles: {},
    scopes: {},
    own: ids,
    others: ids,
    foreign: [],
  };
}, 120_000);
afterAll(() => here.close());

/** An import of two rows, as far as it was brought. */
async function importOf(to: 'uploading' | 'ready' | 'checking' | 'checked'): Promise<string> {
  const { db, contextOf } = here.store;
  const finished = async (): Promise<void> => ((await runImports(db, contextOf)) ? finished() : undefined);
  const { body } = await here.call('POST', '/imports', { body: { kind: 'customers', name: 'a.csv' } });
  const file = Buffer.from('email\nshape-3@example.com\nnobody\n').toString('base64');
  await here.call('POST', `/imports/${body.id}/parts`, { body: { part: 0, content: file } });
  if (to === 'uploading') return body.id as string;
  await here.call('POST', `/imports/${body.id}/uploaded`);
  if (to === 'ready') return body.id as string;
  await here.call('POST', `/imports/${body.id}/check`);
  if (to === 'checked') await finished();
  return body.id as string;
}
/** A live flow that compares two variants at the step `test`. */
async function flowWithTest(): Promise<string> {
  const graph = graphOf(
    [
      node('trigger', 'event-trigger', { event: 'signed-up' }),
      node('test', 'ab-test', { paths: ['a', 'b'].map((id) => ({ id, weight: 1 })) }),
      ...['a', 'b'].map((id) => node(`end-${id}`, 'end')),
    ],
    {},
    ['trigger:next>test', 'test:a>end-a', 'test:b>end-b'],
  );
  const { id } = await createFlow(here.store.context, { name: 'Compared', graph });
  await publishFlow(here.store.context, { id });
  return id;
}

const imported = async (to: Parameters<typeof importOf>[0], path: string, more: { body?: unknown } = {}) => ({
  path: `/api/v1/imports/${await importOf(to)}${path}`,
  ...more,
});

const event = (id: string, type: string) => ({
  body: { id, type, customer: { email: 'shape@example.com' } },
});

/** A piece of open work that no flow waits for. */
async function freshWork(place: string, action: string, body: object) {
  const { db, context } = here.store;
  const id = newId();
  await db.inWorkspace(
    context.workspaceId,
    (
      tx,
    ) => tx`insert into work_items (id, workspace_id, kind, title, flow_id, enrolment_id, enrolled_at, node, awaited,
      opened_at) select ${id}, workspace_id, kind, title, flow_id, enrolment_id, enrolled_at, node, false, opened_at
      from work_items where id = ${ids['work'] as string}`,
  );
  return { id, path: `/api/v1/${place}/${id}${action}`, body };
}

/** Prepares the state that an operation needs. @returns the input to send, where the example would not work */
const BEFORE: Readonly<Record<string, () => Promise<{ path?: string; body?: unknown } | undefined>>> = {
  resumeFlow: async () => {
    await pauseFlow(here.store.context, { id: ids['flow'] as string }).catch(() => undefined);
    return undefined;
  },
  resolveCall: async () => {
    const { db, context } = here.store;
    await db.inWorkspace(context.workspaceId, async (tx) => {
      // A call that was sent and not answered.
      const [call] = await tx<
        CallRow[]
      >`update calls set status = 'calling', settled_at = null where id = ${ids['call'] as string} returning *`;
      const doubt = { to: 'unknown', reason: 'no-answer', sentence: 'No answer came.' } as const;
      await changeCall(tx, context.workspaceId, call!, doubt, context.now());
    });
    return undefined;
  },
  grantCustomerTier: async () => {
    await updateStore(here.store.context, { settings: { tiers: [{ name: 'Gold', from: 500 }] } });
    return { body: { tier: 'Gold', reason: 'A gift' } };
  },
  closePrivacyRequest: async () => {
    await here.call('POST', '/events', event('asked', 'customer-data-requested'));
    const { body } = await here.call('GET', '/privacy-requests?open=true');
    return { path: `/api/v1/privacy-requests/${body.items[0].id}/done` };
  },
  proposeVariants: () =>
    Promise.resolve({ body: { flow: ids['flow'], node: 'mail', count: 2, writer: 'patterns' } }),
  // Without a model the sentences of the report are the answer.
  writeReportSummary: () => Promise.resolve({ body: {} }),
  useVariants: async () => {
    const { context } = here.store;
    const at = { flow: ids['flow'] as string, node: 'mail' };
    const { added } = await proposeVariants(context, { ...at, writer: 'patterns' });
    await changeVariant(context, { proposal: added[0]!, approved: true });
    return { body: { ...at, proposals: [added[0]] } };
  },
  updateOwnTemplate: () => Promise.resolve({ body: { name: 'Renamed' } }),
  getImport: () => imported('checked', ''),
  addImportPart: () => imported('uploading', '/parts', { body: { part: 1, content: 'YQ==' } }),
  finishImportUpload: () => imported('uploading', '/uploaded'),
  setImportSettings: () => imported('checked', '/settings', { body: { country: 'DE' } }),
  checkImport: () => imported('ready', '/check'),
  startImport: () => imported('checked', '/start'),
  stopImport: () => imported('checking', '/stop'),
  listRefusedRows: () => imported('checked', '/refused'),
  enrolAudience: async () => ({ path: `/api/v1/flows/${ids['flow']}/enrol-audience`, body: {} }),
  flowTests: async () => ({ path: `/api/v1/flows/${await flowWithTest()}/tests` }),
  chooseTestVariant: async () => ({
    path: `/api/v1/flows/${await flowWithTest()}/tests/choose`,
    body: { node: 'test', variant: 'a' },
  }),
  listAudiences: async () => ({ path: `/api/v1/flows/${ids['flow']}/audiences` }),
  enrolCustomer: async () => ({
    path: `/api/v1/flows/${ids['flow']}/enrol`,
    body: { customer: ids['customer'] },
  }),
  createConnection: async () => ({
    body: {
      connector: 'shopify',
      config: { shopDomain: 'shape-two.myshopify.com', webhookSecret: 'a-secret-of-shape' },
    },
  }),
  answerWork: () => freshWork('work', '/answer', { answer: 'approved' }),
  answerManyWork: async () => ({ body: { ids: [(await freshWork('work', '', {})).id], answer: 'approved' } }),
  assignWork: () => freshWork('work', '/assign', { for: { role: 'owner', person: null } }),
  commentOnWork: () => freshWork('work', '/comments', { comment: 'Looks right.' }),
  approveApproval: () => freshWork('approvals', '/approve', { comment: 'Looks right.' }),
  rejectApproval: () => freshWork('approvals', '/reject', { comment: 'Too much.' }),
  updateSegment: async () => ({ body: { description: 'Changed' } }),
  changeListMembers: async () => ({
    body: { do: 'put-on', people: [ids['customer'], 'nobody@example.com'] },
  }),
  updateStorefrontForm: async () => ({ body: { live: true } }),
  listPrivacyRequests: async () => {
    await here.call('POST', '/events', event('asked too', 'customer-data-requested'));
    return undefined;
  },
};

const ALL = [...OPERATIONS, ...selfOperations];
const nameOf = ({ kind }: { readonly kind: { readonly name: string } }) => kind.name.slice('rest '.length);

it('every operation answers in the documented shape, with no other fields', async () => {
  const shapeOf = shapesOf((await here.call('GET', '/openapi.json')).body);
  const seen: string[] = [];
  const faults: string[] = [];
  const ask = async (one: Asked, mayBeGone: boolean) => {
    const id = nameOf(one);
    const instead = mayBeGone ? undefined : await BEFORE[id]?.();
    const answered = await attack.target.send({
      ...one.sent,
      ...(instead?.path ? { path: instead.path } : {}),
      ...(instead?.body === undefined ? {} : { body: JSON.stringify(instead.body) }),
    });
    if (answered.status !== ALL.find((operation) => operation.id === id)?.answer.status) {
      if (!mayBeGone || answered.status !== 404)
        faults.push(`${id} is answered ${answered.status}: ${answered.text.slice(0, 300)}`);
      return;
    }
    seen.push(id);
    const fits = shapeOf(id);
    if (fits && !fits(JSON.parse(answered.text))) faults.push(`${id}: ${wordsOf(fits)}`);
  };
  const asked = inOrder(asMeant(attack).filter((one) => one.kind.via === 'rest'));
  for (const one of asked) await ask(one, false);
  expect(seen.toSorted()).toEqual(ALL.map(({ id }) => id).toSorted());
  // A customer was erased and a flow stopped in the meantime. Their remaining data must have the same shapes.
  for (const one of asked.filter(({ kind }) => !kind.changes)) await ask(one, true);
  expect(faults).toEqual([]);
}, 120_000);

const wordsOf = ({ errors }: ValidateFunction) =>
  errors
    ?.map(({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`)
    .join('; ');

/** Operations that end or delete something run last, so that the others still find it. */
const ENDS = ['pauseFlow', 'resumeFlow', 'stopFlow', 'closePrivacyRequest', 'eraseCustomer'];
const inOrder = <Item extends { readonly kind: { readonly name: string } }>(asked: readonly Item[]): Item[] =>
  [...asked].sort(
    (left, right) => ENDS.indexOf(left.kind.name.slice(5)) - ENDS.indexOf(right.kind.name.slice(5)),
  );

type Json = Record<string, unknown>;

/** The schemas of the document, closed: an undeclared field is a fault here, though clients must accept it. */
function shapesOf(document: Json): (id: string) => ValidateFunction | undefined {
  const ajv = new Ajv({
    strict: false,
    allErrors: true,
    formats: { 'date-time': isInstant, uuid: /^[\da-f-]{36}$/ },
  });
  const components = closed(document['components']);
  return (id) => {
    const operation = Object.values(document['paths'] as Record<string, Json>)
      .flatMap((methods) => Object.values(methods) as Json[])
      .find((one) => one['operationId'] === id);
    if (!operation) return undefined;
    const [, answer] = Object.entries(operation['responses'] as Record<string, Json>).find(([status]) =>
      status.startsWith('2'),
    )!;
    const { schema } = (answer['content'] as Record<string, { schema: Json }>)['application/json']!;
    return ajv.compile({ ...(closed(schema) as Json), components });
  };
}

const isInstant = (text: string) =>
  /^[+-]?\d{4,6}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(text) && !Number.isNaN(Date.parse(text));

function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed);
  if (typeof schema !== 'object' || schema === null) return schema;
  const inside = Object.fromEntries(Object.entries(schema).map(([name, part]) => [name, closed(part)]));
  const isOpen = inside['type'] === 'object' && 'properties' in inside && !('additionalProperties' in inside);
  return isOpen ? { ...inside, additionalProperties: false } : inside;
}

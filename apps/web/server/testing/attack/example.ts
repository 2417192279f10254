import { emailChannel } from '@millrace/channels';
import { cartTrigger, email, graphOf, node } from '@millrace/services/testing';
import type { JsonSchema } from './calls.ts';

/** Ids of existing objects by kind: `customer`, `flow`, `message`... */
export type Ids = Readonly<Record<string, string>>;

/** The kind of object that the plain `id` of a call names, by the first word of the call's name. */
const OF: readonly (readonly [pattern: RegExp, what: string])[] = [
  [/outside|elsewhere/i, 'outsideFlow'],
  [/work|approval/i, 'work'],
  [/form/i, 'form'],
  [/import|refused/i, 'import'],
  [/resolve-?call/i, 'call'],
  [/change-?list/i, 'list'],
  [/segment/i, 'segment'],
  [/anomal/i, 'anomaly'],
  [/return/i, 'return'],
  [/audience/i, 'flow'],
  [/customer|consent|timeline/i, 'customer'],
  [/enrolment/i, 'enrolment'],
  [/message|unknown/i, 'message'],
  [/call/i, 'call'],
  [/decision/i, 'decision'],
  [/connection/i, 'connection'],
  [/key/i, 'key'],
  [/team|member/i, 'person'],
  [/own-?template/i, 'ownTemplate'],
  [/template/i, 'template'],
  [/flow|version|publish|holdout/i, 'flow'],
];

const BY_NAME: Readonly<Record<string, unknown>> = {
  connector: 'shopify',
  channel: 'email',
  template: 'abandoned-cart-classic',
  to: 'somebody@example.com',
  code: 'not-found',
  number: 1,
  zone: 'UTC',
  currency: 'USD',
  country: 'DE',
  phone: '+14155550123',
  labelUrl: 'https://labels.example/1',
  type: 'note-left',
  content: emailChannel.example,
  graph: graphOf([cartTrigger(), email('mail'), node('end', 'end')]),
  config: { shopDomain: 'another.myshopify.com', webhookSecret: 'a-secret-of-some-length' },
  settings: {},
  condition: { fact: 'customer.ordersCount', operator: 'at-least', value: 1 },
  answer: 'approved',
  option: 'something-else',
  comment: 'Looks right.',
  file: JSON.stringify({
    format: 'millrace-flow',
    version: 1,
    name: 'From a file',
    graph: graphOf([cartTrigger(), email('mail'), node('end', 'end')]),
  }),
  origins: 'https://another.example',
  scope: 'all',
  target: '',
  day: '2026-01-05',
  period: 'day',
  node: 'mail',
  writer: 'patterns',
};

/** A valid input about existing objects. */
export function exampleOf(callName: string, schema: JsonSchema, ids: Ids): unknown {
  return build(schema, '', { callName, ids, root: schema, depth: 0 });
}

interface Building {
  readonly callName: string;
  readonly ids: Ids;
  readonly root: JsonSchema;
  readonly depth: number;
}

function build(schema: JsonSchema, name: string, at: Building): unknown {
  if (at.depth > 8) return null;
  const reference = schema['$ref'];
  if (typeof reference === 'string')
    return build(resolved(at.root, reference), name, { ...at, depth: at.depth + 1 });
  if ('default' in schema && name !== 'id') return schema['default'];
  if ('const' in schema) return schema['const'];
  const options = schema['enum'] as readonly unknown[] | undefined;
  if (options) return options[0];
  if (name === 'condition' && at.callName.toLowerCase().includes('segment')) return BY_NAME[name];
  const several = (schema['anyOf'] ?? schema['oneOf']) as readonly JsonSchema[] | undefined;
  if (several)
    return build(several.find((one) => one['type'] !== 'null') ?? {}, name, { ...at, depth: at.depth + 1 });
  if (schema['type'] === 'object' || schema['properties']) return object(schema, name, at);
  if (schema['type'] === 'array')
    return [build((schema['items'] ?? {}) as JsonSchema, name, { ...at, depth: at.depth + 1 })];
  return plain(schema, name, at);
}

function object(schema: JsonSchema, name: string, at: Building): unknown {
  if (name in BY_NAME && !schema['properties']) return BY_NAME[name];
  const properties = (schema['properties'] ?? {}) as Record<string, JsonSchema>;
  const left = new Set([
    'cursor',
    'after',
    'expiresAt',
    'connectionId',
    'key',
    'only',
    'cart',
    'order',
    'version',
    'search',
    'revision',
  ]);
  return Object.fromEntries(
    Object.entries(properties)
      .filter(([key]) => !left.has(key) || ((schema['required'] ?? []) as readonly string[]).includes(key))
      .map(([key, value]) => [key, build(value, key, { ...at, depth: at.depth + 1 })]),
  );
}

function plain(schema: JsonSchema, name: string, { callName, ids }: Building): unknown {
  if (name in ids && schema['type'] === 'string') return ids[name];
  if (name === 'id') return ids[OF.find(([pattern]) => pattern.test(callName))?.[1] ?? 'customer'];
  if (name in BY_NAME) return BY_NAME[name];
  const least = (schema['minimum'] ?? schema['exclusiveMinimum']) as number | undefined;
  switch (schema['type']) {
    case 'integer':
    case 'number':
      return Math.max(1, least ?? 1);
    case 'boolean':
      return true;
    case 'string':
      return text(schema);
    default:
      return 'text';
  }
}

function text(schema: JsonSchema): string {
  const format = schema['format'];
  if (format === 'email') return 'somebody@example.com';
  if (format === 'uuid') return '01a1fced-09e3-7e35-b690-000000000000';
  if (format === 'date-time') return new Date().toISOString();
  return 'text'.padEnd(Number(schema['minLength'] ?? 0), 't').slice(0, Number(schema['maxLength'] ?? 200));
}

const resolved = (root: JsonSchema, reference: string): JsonSchema =>
  reference
    .slice(2)
    .split('/')
    .filter(Boolean)
    .reduce<unknown>(
      (place, part) => (place as Record<string, unknown> | undefined)?.[part],
      root,
    ) as JsonSchema;

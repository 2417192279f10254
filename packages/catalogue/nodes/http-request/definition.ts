import {
  addressProblem,
  bodyProblem,
  HEADER_NAME,
  keptField,
  METHODS,
  OWN_HEADERS,
  type KeptField,
} from '@millrace/connectors/acts';
import type { Json } from '@millrace/base';
import { decidedFacts, DECISION_MODELS } from '@millrace/decisions';
import { defineNode, type FactMeaning, type Problem } from '@millrace/flow';
import { z } from 'zod';
import { actingFields, actingPorts, afterActing } from '../acting.ts';
import { decisionsNamedIn, fieldProblem, recordsIn, textIn } from '../reading.ts';

const kept = keptField.extend({
  /** The value that rehearsals, and people in the holdout, get. */
  example: z.string().trim().max(200).default(''),
});
type Kept = z.output<typeof kept>;

const config = z.strictObject({
  method: z
    .enum(METHODS)
    .default('POST')
    .meta({
      title: 'Method',
      control: 'select',
      labels: Object.fromEntries(METHODS.map((method) => [method, method])),
    }),
  connection: z.string().max(60).default('').meta({
    title: 'Connection',
    control: 'connection',
    capability: 'web-request',
    description: 'Adds the secret header that the address requires. Choose none if it requires none.',
  }),
  url: z.string().trim().max(2_000).default('').meta({
    title: 'Address',
    control: 'text',
    description:
      'Such as https://api.example.com/members/{{ customer.email }}. With a connection, /members is enough.',
  }),
  headers: z
    .array(
      z.strictObject({
        name: z.string().trim().max(80).default(''),
        value: z.string().max(2_000).default(''),
      }),
    )
    .max(20)
    .default([])
    .meta({
      title: 'Headers',
      control: 'headers',
      description: 'No secrets here: they belong in a connection.',
    }),
  body: z
    .string()
    .max(20_000)
    .default('')
    .meta({
      title: 'Body',
      control: 'textarea',
      description:
        'JSON with placeholders: { "email": "{{ customer.email }}", "orders": {{ customer.ordersCount }} }',
      onlyIf: { method: ['POST', 'PUT', 'PATCH'] },
    }),
  honoursKey: z
    .boolean()
    .default(false)
    .meta({
      title: 'The receiver honours Idempotency-Key',
      control: 'switch',
      description:
        'If on, an unclear request is repeated automatically. If off, a person decides, since a repeat could do it twice.',
      onlyIf: { method: ['POST', 'PATCH'] },
    }),
  timeoutSeconds: z
    .number()
    .min(1, 'At least 1 second.')
    .max(60, 'At most 60 seconds.')
    .default(10)
    .meta({ title: 'Wait for the response', control: 'number', unit: 'seconds' }),
  keep: z.array(kept).max(20).default([]).meta({
    title: 'Kept from the response',
    control: 'kept-fields',
    description: 'Conditions and messages after this step can use these values.',
  }),
  ...actingFields,
});
type Config = z.output<typeof config>;

/** Calls an address of the marketer's own, and keeps chosen fields of the response. */
export const httpRequest = defineNode({
  kind: 'http-request',
  title: 'HTTP request',
  summary: 'Calls an address of your own with facts about the person, and keeps parts of the response.',
  family: 'action',
  icon: 'globe',
  config,
  initial: { method: 'POST', url: '' },
  example: {
    method: 'POST',
    url: 'https://loyalty.example.com/members',
    body: '{ "email": "{{ customer.email }}" }',
    keep: [{ path: 'member.tier', name: 'tier', type: 'text', example: 'gold' }],
  },
  versions: {},
  ports: actingPorts,
  sentence({ method, url }) {
    const where = textIn(url).replace(/^https?:\/\//, '');
    return where === ''
      ? 'Call an address'
      : `${textIn(method) || 'POST'} ${where.length > 60 ? `${where.slice(0, 59)}…` : where}`;
  },
  check: (written) => problemsOf(written),
  asks: ({ connection }) => [
    { capability: 'web-request', connection: connection === '' ? null : connection },
  ],
  uses: ({ url, headers, body }) => decisionsNamedIn(JSON.stringify([url, headers, body])),
  setsBy: ({ keep }) =>
    Object.fromEntries(
      recordsIn(keep).flatMap((field): [string, FactMeaning][] =>
        textIn(field['name']) === '' ? [] : [setBy(field)],
      ),
    ),
  meaning: {
    arrive: ({ config: written }) => ({
      call: { capability: 'web-request', input: inputOf(written), assumed: assumedOf(written.keep) },
      sentence: `Calls ${/^https?:\/\/[^/?#]*/.exec(written.url)?.[0] ?? 'the connected address'}.`,
    }),
    wake: ({ config: { ifNotDone } }, wake) =>
      wake.type === 'answer'
        ? afterActing(ifNotDone, wake, (result) => ({ with: { variables: variablesOf(result) } }))
        : null,
  },
});

function setBy(field: Readonly<Record<string, unknown>>): [string, FactMeaning] {
  const name = textIn(field['name']);
  const type = field['type'] === 'number' || field['type'] === 'boolean' ? field['type'] : 'text';
  return [name, { label: name, type }];
}

function inputOf({ keep, connection, method, url, headers, body, honoursKey, timeoutSeconds }: Config): Json {
  return {
    method,
    url,
    headers: headers.filter(({ name }) => name !== ''),
    body,
    honoursKey,
    timeoutSeconds,
    keep: keep.map(({ path, name, type }) => ({ path, name, type })),
    connection: connection === '' ? null : connection,
  };
}

const variablesOf = (result: Json): Record<string, Json> =>
  typeof result === 'object' && result !== null && !Array.isArray(result)
    ? (result as Record<string, Json>)
    : {};

/** The marketer's examples, or a default of each type. */
function assumedOf(keep: readonly Kept[]): Json {
  return Object.fromEntries(keep.map(({ name, type, example }) => [name, exampleOf(type, example)]));
}

function exampleOf(type: KeptField['type'], example: string): Json {
  if (type === 'number') return example !== '' && Number.isFinite(Number(example)) ? Number(example) : 1;
  if (type === 'boolean') return example === '' || example === 'true';
  return example === '' ? 'example' : example;
}

/** What decisions and codes are kept as: under such a name conditions and later decisions would read something else. */
const TAKEN = [...Object.keys(decidedFacts(DECISION_MODELS)), 'code'];

function problemsOf({
  url,
  headers,
  body,
  method,
  keep,
  connection,
}: Config): readonly Omit<Problem, 'node'>[] {
  const address = addressProblem(url, connection !== '');
  const names = keep.map(({ name }) => name);
  const written = method === 'GET' || method === 'DELETE' ? null : bodyProblem(body);
  return [
    ...(address === null ? [] : [fieldProblem('url', address)]),
    ...(written === null ? [] : [fieldProblem('body', written)]),
    ...headers.flatMap(({ name }, index) =>
      name !== '' && (!HEADER_NAME.test(name) || OWN_HEADERS.includes(name.toLowerCase()))
        ? [fieldProblem(`headers.${index}.name`, `The header “${name}” cannot be set.`)]
        : [],
    ),
    ...names.flatMap((name, index) =>
      names.indexOf(name) !== index || TAKEN.includes(name)
        ? [
            fieldProblem(
              `keep.${index}.name`,
              `“${name}” is used twice, or is reserved. Choose another name.`,
            ),
          ]
        : [],
    ),
  ];
}

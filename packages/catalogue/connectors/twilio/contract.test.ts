import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import addFormatsModule from 'ajv-formats';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isMillraceError } from '@millrace/base';
import { outgoing, type OutgoingMessage } from '../delivery.ts';
import type { HttpRequest } from '../exchange.ts';
import { decodeFormPairs } from '../form.ts';
import { twilioConfig, type TwilioConfig } from './config.ts';
import { createMessage } from './deliver.ts';
import { lookUp } from './look-up.ts';

interface Operation {
  parameters?: { name: string; in: string; required?: boolean; schema: object }[];
  requestBody?: {
    content: Record<string, { schema: { properties: Record<string, object>; required?: string[] } }>;
  };
  responses: Record<string, { content: Record<string, { schema: object }> }>;
}
const contract = JSON.parse(
  readFileSync(join(import.meta.dirname, 'contract', 'twilio-messages.openapi.json'), 'utf8'),
) as {
  paths: Record<string, Record<string, Operation>>;
  components: object;
};
const PATH = '/2010-04-01/Accounts/{AccountSid}/Messages.json';

const ajv = new Ajv({ strict: false, allErrors: true, coerceTypes: true });
// ajv-formats is CommonJS: its function is under `default` when imported from a module.
(addFormatsModule as unknown as { default: (target: Ajv) => void }).default(ajv);
ajv.addFormat('phone-number', /^(\+[1-9]\d{6,14}|\d{3,8}|[A-Za-z0-9 ]{1,11})$/);
ajv.addFormat(
  'date-time-rfc-2822',
  (value: string) =>
    /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} [+-]\d{4}$/.test(value) &&
    Number.isFinite(Date.parse(value)),
);
ajv.addFormat('currency', /^[A-Za-z]{3}$/);
ajv.addFormat('uri-map', true);
ajv.addSchema({ $id: 'twilio', components: contract.components });

const pointing = <Schema extends object>(schema: Schema): Schema =>
  JSON.parse(JSON.stringify(schema).replaceAll('"#/components', '"twilio#/components')) as Schema;
const problems = (schema: object, value: unknown): unknown =>
  ajv.validate(pointing(schema), value) ? null : ajv.errors;

const [account] = [/^AC[0-9a-fA-F]{32}$/];
const config = (change: Partial<TwilioConfig> = {}): TwilioConfig => ({
  ...twilioConfig.parse({
    accountSid: 'AC00000000000000000000000000000001',
    authToken: 'example-token',
    from: '+14155550100',
  }),
  ...change,
});
const text = (change: Partial<OutgoingMessage> = {}): OutgoingMessage =>
  outgoing({
    channel: 'sms',
    messageId: '0193b2c4-7c1a-7d22-8e5f-2b9a40c1d7e3',
    to: '+13125550142',
    text: 'Your cart is waiting ☕',
    callbackUrl: 'https://shop.example/hooks/twilio/c1',
    ...change,
  });

function pathProblems(request: HttpRequest): string | null {
  const url = new URL(request.url);
  const match = /^\/2010-04-01\/Accounts\/([^/]+)\/Messages\.json$/.exec(url.pathname);
  return url.origin === 'https://api.twilio.com' && match?.[1] !== undefined && account?.test(match[1])
    ? null
    : request.url;
}

/** Everything a request to create a message has to be, by Twilio's own description. */
function createProblems(request: HttpRequest): unknown {
  const operation = contract.paths[PATH]?.['post'];
  const schema = operation?.requestBody?.content['application/x-www-form-urlencoded']?.schema;
  const pairs = decodeFormPairs(request.body ?? '');
  const fields = Object.fromEntries(pairs);
  if (pairs.length !== Object.keys(fields).length) return 'a field is given twice';
  if (!('From' in fields) && !('MessagingServiceSid' in fields))
    return 'neither From nor MessagingServiceSid';
  if (!('Body' in fields)) return 'no Body';
  return pathProblems(request) ?? problems({ ...schema, additionalProperties: false }, fields);
}

describe("what we ask Twilio, held against Twilio's own description", () => {
  test('a text by number, by messaging service, and by both is as described, without a field it does not know', () => {
    const service = `MG${'a'.repeat(32)}`;
    for (const settings of [
      config(),
      config({ from: undefined, messagingServiceSid: service }),
      config({ messagingServiceSid: service }),
    ]) {
      expect(createProblems(createMessage(text(), settings))).toBeNull();
    }
  });

  test('a text is posted as a form, with account and token, and the token nowhere else', () => {
    const request = createMessage(text(), config());
    expect(request).toMatchObject({
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      auth: { kind: 'basic', user: 'AC00000000000000000000000000000001', password: 'example-token' },
    });
    expect(JSON.stringify({ ...request, auth: undefined })).not.toContain('example-token');
  });

  test('the address Twilio calls back carries the id of our message', () => {
    const fields = Object.fromEntries(decodeFormPairs(createMessage(text(), config()).body ?? ''));
    expect(fields['StatusCallback']).toBe(
      'https://shop.example/hooks/twilio/c1?message=0193b2c4-7c1a-7d22-8e5f-2b9a40c1d7e3',
    );
  });

  test.each([
    null,
    'http://localhost:3000/hooks/twilio/c1',
    'http://127.0.0.1:3000/x',
    'http://192.168.1.5/x',
    'http://shop.local/x',
  ])('an address Twilio cannot reach is left out, so that the text itself goes: %s', (callbackUrl) => {
    expect(createMessage(text({ callbackUrl }), config()).body).not.toContain('StatusCallback');
  });

  test('an account in another region is asked there', () => {
    expect(createMessage(text(), config({ apiAddress: 'https://api.dublin.ie1.twilio.com' })).url).toMatch(
      /^https:\/\/api\.dublin\.ie1\.twilio\.com\/2010-04-01\/Accounts\//,
    );
  });

  test('any wording, in any script, arrives as written and is as described', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 200 }), (body) => {
        fc.pre(body.trim() !== '');
        const request = createMessage(text({ text: body }), config());
        expect(createProblems(request)).toBeNull();
        expect(Object.fromEntries(decodeFormPairs(request.body ?? ''))['Body']).toBe(body);
      }),
    );
  });

  test.each([{ to: '312-555-0142' }, { to: '' }, { text: '  ' }, { text: 'x'.repeat(1_601) }])(
    'a text Twilio would refuse is not even asked for: %o',
    (change) => {
      let code = '';
      try {
        createMessage(text(change), config());
      } catch (error) {
        code = isMillraceError(error) ? error.code : 'another error';
      }
      expect(code).toBe('input-invalid');
    },
  );

  test('the check itself notices a wrong number, an unknown field and a wrong service', () => {
    const request = createMessage(text(), config());
    expect(createProblems({ ...request, body: `${request.body}&Colour=red` })).not.toBeNull();
    expect(
      createProblems({ ...request, body: 'To=nobody%20at%20all%21&From=%2B14155550100&Body=x' }),
    ).not.toBeNull();
    expect(
      createProblems({ ...request, body: 'To=%2B13125550142&MessagingServiceSid=MG1&Body=x' }),
    ).not.toBeNull();
    expect(
      createProblems({ ...request, url: 'https://api.twilio.com/2010-04-01/Accounts/nobody/Messages.json' }),
    ).not.toBeNull();
  });

  test('looking up what became of a text uses only the filters described', () => {
    const request = lookUp.request(text(), config(), Date.parse('2026-11-10T16:20:03Z'));
    const known =
      contract.paths[PATH]?.['get']?.parameters?.filter((parameter) => parameter.in === 'query') ?? [];
    expect(pathProblems(request)).toBeNull();
    for (const [name, value] of decodeFormPairs(new URL(request.url).search.slice(1))) {
      const parameter = known.find((one) => one.name === name);
      expect(parameter).toBeDefined();
      expect(problems(parameter?.schema ?? {}, value)).toBeNull();
    }
  });
});

describe("the recorded answers, held against Twilio's own description", () => {
  const recorded = (name: string) =>
    JSON.parse(readFileSync(join(import.meta.dirname, 'recorded', name), 'utf8')) as {
      status: number;
      body: object;
    };

  test('a created message and a list of messages are as described', () => {
    const post = contract.paths[PATH]?.['post']?.responses['201']?.content['application/json']?.schema ?? {};
    const list = contract.paths[PATH]?.['get']?.responses['200']?.content['application/json']?.schema ?? {};
    expect(problems(post, recorded('created.json').body)).toBeNull();
    // Twilio gives the pages of a list as paths, which its description calls addresses.
    const { messages } = recorded('list.json').body as { messages: object[] };
    expect(problems(list, { messages })).toBeNull();
    for (const message of messages) expect(problems(post, message)).toBeNull();
  });

  test('every recorded refusal carries the status it came with', () => {
    const refusals = readdirSync(join(import.meta.dirname, 'recorded')).filter((name) =>
      name.startsWith('refused-'),
    );
    expect(refusals.length).toBeGreaterThanOrEqual(6);
    for (const name of refusals)
      expect((recorded(name).body as { status?: number }).status).toBe(recorded(name).status);
  });
});

import { describe, expect, test } from 'vitest';
import type { HttpAnswer, HttpRequest } from './exchange.ts';
import { CONNECTORS } from './kinds.ts';
import { drive } from './testing/drive.ts';
import { answered } from './testing/recorded.ts';

const ADDRESS = 'https://shop.example/hooks/x/c1';
const registering = CONNECTORS.flatMap((kind) =>
  kind.registration === undefined
    ? []
    : [
        {
          id: kind.id,
          kind,
          registration: kind.registration,
          config: kind.config.parse(kind.example) as unknown,
        },
      ],
);
/** Whether a request makes or changes something there: a question of GraphQL is posted too. */
const changes = ({ method, body }: HttpRequest) =>
  method !== 'GET' && !(method === 'POST' && /"query":"query /.test(body ?? ''));

/** What a server says with status 200 that is no answer of the system: a firewall, a page for visitors, a plugin. */
const ODD: readonly (readonly [string, unknown])[] = [
  ['a page for people', '<!doctype html><title>Shop</title>'],
  ['nothing', ''],
  ['another shape', { hello: 'there' }],
  ['a text', '"OK"'],
  ['null', null],
];

describe.each(registering)('the webhooks of $id', ({ registration, config }) => {
  const ensure = (answer: HttpAnswer) => drive(registration.ensure(config, ADDRESS, false), () => answer);

  test.each(ODD)('are not made where the list of them is %s: they may all be there', (_what, body) => {
    const { result, asked } = ensure(answered({ status: 200, body }));
    expect(asked.filter(changes)).toEqual([]);
    expect(result.result).not.toBe('registered');
    expect('reason' in result && result.reason).toMatch(/\.$/);
  });

  test('are asked for by the settings of the owner alone, and nothing is made before what is there is known', () => {
    const { asked } = ensure(answered({ status: 500, body: '' }));
    expect(asked).toHaveLength(1);
    expect(changes(asked[0]!)).toBe(false);
  });

  test.each([
    [{ kind: 'not-sent', cause: 'name-unknown', reason: 'It could not be reached.' } as const, 'not-now'],
    [{ kind: 'no-answer', cause: 'timeout', reason: 'It did not answer.' } as const, 'not-now'],
    [answered({ status: 429, body: '' }), 'not-now'],
    [answered({ status: 503, body: '' }), 'not-now'],
    [answered({ status: 401, body: '' }), 'refused'],
    [answered({ status: 404, body: '' }), 'refused'],
  ])('wait or stop with a word after %j', (answer, result) => {
    const { result: said } = ensure(answer);
    expect(said).toMatchObject({ result, reason: expect.stringMatching(/\.$/) });
  });

  test('are left as they are by the end of a connection that cannot ask for them', () => {
    if (!registration.remove) return expect(registration.remove).toBeUndefined();
    for (const status of [401, 500]) {
      const { asked } = drive(registration.remove(config, ADDRESS), () => answered({ status, body: '' }));
      expect(asked.filter(changes)).toEqual([]);
    }
  });
});

/** What each system answers when there are none. */
const NONE: Readonly<Record<string, unknown>> = {
  shopify: { data: { webhookSubscriptions: { nodes: [], pageInfo: { hasNextPage: false } } } },
  woocommerce: [],
  sendgrid: { max_allowed: 5, webhooks: [] },
};

describe.each(registering)('a webhook of $id that was made', ({ id, registration, config }) => {
  test.each(ODD)('counts only where the system says so, and not by %s', (_what, body) => {
    let isFirst = true;
    const { result, asked } = drive(registration.ensure(config, ADDRESS, false), () => {
      const answer = answered({ status: 200, body: isFirst ? NONE[id] : body });
      isFirst = false;
      return answer;
    });
    expect(asked.some(changes)).toBe(true);
    expect(result).toMatchObject({ result: 'not-now', reason: expect.stringMatching(/\.$/) });
  });
});

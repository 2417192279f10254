import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeForm } from './form.ts';
import { CONNECTORS } from './kinds.ts';
import { secretFields } from './secret-fields.ts';
import { readTokens } from './sign-in.ts';
import { answered } from './testing/recorded.ts';

const read = (status: number, body: unknown) => readTokens(answered({ status, body }), 'Shop');

describe('the answer of a token endpoint', () => {
  test('is read as RFC 6749, section 5.1, writes it', () => {
    expect(
      read(200, {
        access_token: '2YotnFZFEjr1zCsicMWpAA',
        token_type: 'example',
        expires_in: 3_600,
        refresh_token: 'tGzv3JOkF0XG5Qx2TlKWIA',
        example_parameter: 'example_value',
      }),
    ).toEqual({
      result: 'tokens',
      accessToken: '2YotnFZFEjr1zCsicMWpAA',
      refreshToken: 'tGzv3JOkF0XG5Qx2TlKWIA',
      expiresIn: 3_600,
    });
  });

  test.each([
    [{ access_token: 'a' }, null],
    [{ access_token: 'a', expires_in: null }, null],
    [{ access_token: 'a', expires_in: 0 }, null],
    [{ access_token: 'a', expires_in: -5 }, null],
    [{ access_token: 'a', expires_in: '3600' }, 3_600],
    [{ access_token: 'a', expires_in: 'soon' }, null],
  ])('%j runs out in %j seconds', (body, expiresIn) => {
    expect(read(200, body)).toMatchObject({ result: 'tokens', refreshToken: null, expiresIn });
  });

  // The codes of section 5.2; of them only the grant itself is gone for good.
  test.each([
    ['invalid_request', 400, 'refused'],
    ['invalid_client', 401, 'signed-out'],
    ['invalid_grant', 400, 'signed-out'],
    ['unauthorized_client', 400, 'refused'],
    ['unsupported_grant_type', 400, 'refused'],
    ['invalid_scope', 400, 'refused'],
  ])('%s with %i is %s, and says so', (error, status, result) => {
    const said = read(status, { error, error_description: 'maya@example.com' });
    expect(said).toMatchObject({ result, reason: expect.stringContaining(`(${error})`) });
    expect(JSON.stringify(said)).not.toContain('maya');
  });

  test.each([408, 425, 429, 500, 503])(
    '%i is asked again later, and nobody is signed out by it',
    (status) => {
      expect(read(status, { error: 'invalid_grant' })).toMatchObject({ result: 'not-now' });
    },
  );

  test('that did not come is asked again later', () => {
    expect(readTokens({ kind: 'no-answer', cause: 'timeout', reason: 'It took too long.' }, 'Shop')).toEqual({
      result: 'not-now',
      reason: 'It took too long.',
    });
  });

  test('of any kind gives a token only where there is one, and never tells one as a reason', () => {
    const body = fc.oneof(
      fc.jsonValue(),
      fc.record({
        access_token: fc.jsonValue({ maxDepth: 1 }),
        refresh_token: fc.jsonValue({ maxDepth: 1 }),
        expires_in: fc.jsonValue({ maxDepth: 1 }),
        error: fc.jsonValue({ maxDepth: 1 }),
      }),
      fc.constant({ access_token: 'a'.repeat(4_001) }),
    );
    fc.assert(
      fc.property(fc.integer({ min: 200, max: 599 }), body, (status, given) => {
        const said = read(status, given);
        if (said.result !== 'tokens') {
          expect(said.reason).toMatch(/^Shop .*\.$/);
          return;
        }
        expect(status).toBeLessThan(300);
        expect(said.accessToken).toBe((given as { access_token: string }).access_token);
        expect(said.expiresIn === null || said.expiresIn > 0).toBe(true);
      }),
    );
  });
});

const signing = CONNECTORS.flatMap((kind) =>
  kind.signIn
    ? [
        {
          id: kind.id,
          kind,
          signIn: kind.signIn,
          config: kind.config.parse({
            ...(kind.example as object),
            clientId: 'anAppOfOurs1',
            clientSecret: 'a-client-secret',
          }) as never,
        },
      ]
    : [],
);

describe.each(signing)('signing in at $id', ({ kind, signIn, config }) => {
  const given = {
    state: 'a state & more',
    challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
    back: 'https://shop.example/back?x=1&y=2',
  };
  const address = new URL(signIn.address(config, given));

  test('leads to the system itself with what is asked for, and carries no secret', () => {
    expect(address.protocol).toBe('https:');
    expect(address.searchParams.get('state')).toBe(given.state);
    expect(address.searchParams.get('redirect_uri')).toBe(given.back);
    expect(address.searchParams.get('client_id')).toBe('anAppOfOurs1');
    expect(address.searchParams.get('scope')?.split(/[ ,]/)).toEqual([...signIn.scopes]);
    for (const name of secretFields(kind)) {
      const secret = (config as Record<string, unknown>)[name];
      if (typeof secret === 'string') expect(address.href).not.toContain(secret);
    }
  });

  test('proves who began it where the system takes that (RFC 7636)', () => {
    expect(address.searchParams.get('code_challenge_method')).toBe(signIn.usesPkce ? 'S256' : null);
    expect(address.searchParams.get('code_challenge')).toBe(signIn.usesPkce ? given.challenge : null);
    const { body } = signIn.exchange(config, { code: 'a code', verifier: 'a verifier', back: given.back });
    expect((body ?? '').includes('code_verifier')).toBe(signIn.usesPkce);
  });

  test('hands in the code, and asks for new tokens by the old one, by POST and nowhere in an address', () => {
    const exchange = signIn.exchange(config, { code: 'the-code/1', verifier: 'v', back: given.back });
    expect(exchange).toMatchObject({ method: 'POST', body: expect.any(String) });
    expect(exchange.url).not.toContain('the-code');
    const type = exchange.headers['content-type'];
    const fields =
      type === 'application/json' ? (JSON.parse(exchange.body!) as object) : decodeForm(exchange.body!);
    expect(fields).toMatchObject({ code: 'the-code/1' });
    expect(signIn.refresh === undefined).toBe(signIn.fields.refresh === null);
    if (!signIn.refresh) return;
    const refresh = signIn.refresh(config, 'old token&');
    expect(decodeForm(refresh.body!)).toEqual({ grant_type: 'refresh_token', refresh_token: 'old token&' });
    expect(refresh.url).not.toContain('old');
  });

  test('keeps its tokens in secret settings', () => {
    for (const field of [signIn.fields.access, signIn.fields.refresh].filter((one) => one !== null))
      expect(secretFields(kind)).toContain(field);
  });
});

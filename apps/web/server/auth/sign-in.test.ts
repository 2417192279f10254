import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { handleTrpc } from '../trpc/handle.ts';
import { openInstallation, PUBLIC_URL, type Installation } from '../testing/installation.ts';
import { ensureFirstOwner } from './first-owner.ts';
import { handleAuth } from './handle.ts';
import { joinPost, joinVisit } from './join.ts';

const OWNER = { email: 'owner@example.com', password: 'correct-horse-battery' };
let here: Installation;
let owner: string;

beforeAll(async () => {
  here = await openInstallation({
    MILLRACE_ADMIN_EMAIL: 'Owner@example.com',
    MILLRACE_ADMIN_PASSWORD: OWNER.password,
  });
});
afterAll(() => here.close());

const auth = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  handleAuth(
    new Request(`${PUBLIC_URL}/api/auth${path}`, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json', origin: PUBLIC_URL, ...headers },
    }),
  );

async function signInAs(
  person: { email: string; password: string },
  address = '10.0.0.1',
): Promise<{ status: number; cookie: string; setCookie: string }> {
  const response = await auth('/sign-in/email', person, { 'x-forwarded-for': address });
  const setCookie = response.headers.get('set-cookie') ?? '';
  return { status: response.status, cookie: setCookie.split(';')[0] ?? '', setCookie };
}

async function ask(cookie: string, path: string, input?: unknown, headers: Record<string, string> = {}) {
  const query = input === undefined ? '' : `?input=${encodeURIComponent(JSON.stringify({ json: input }))}`;
  return answered(
    await handleTrpc(
      new Request(`${PUBLIC_URL}/api/trpc/${path}${query}`, { headers: { cookie, ...headers } }),
    ),
  );
}
async function tell(cookie: string, path: string, input: unknown = {}, headers: Record<string, string> = {}) {
  return answered(
    await handleTrpc(
      new Request(`${PUBLIC_URL}/api/trpc/${path}`, {
        method: 'POST',
        body: JSON.stringify({ json: input }),
        headers: {
          cookie,
          origin: PUBLIC_URL,
          host: 'millrace.test',
          'content-type': 'application/json',
          ...headers,
        },
      }),
    ),
  );
}
async function answered(response: Response) {
  const body = (await response.json()) as {
    result?: { data: { json: unknown } };
    error?: { json: { data: { problem: { code: string } } } };
  };
  return {
    status: response.status,
    // oxlint-disable-next-line typescript/no-explicit-any
    data: body.result?.data.json as any,
    problem: body.error?.json.data.problem,
  };
}

describe('the first owner', () => {
  it('is made once, however many web processes start at the same moment', async () => {
    const made = await Promise.all(Array.from({ length: 4 }, () => ensureFirstOwner()));
    expect(made.filter(Boolean)).toHaveLength(1);
    expect(await ensureFirstOwner()).toBe(false);
  });

  it('signs in and is the owner of the workspace that was set up', async () => {
    const { status, cookie, setCookie } = await signInAs(OWNER);
    expect(status).toBe(200);
    expect(setCookie).toMatch(/^__Secure-millrace\.session_token=.*HttpOnly.*Secure.*SameSite=Lax/i);
    owner = cookie;
    expect((await ask(owner, 'viewer.me')).data).toMatchObject({
      person: { email: OWNER.email },
      role: 'owner',
      workspace: { id: here.store.context.workspaceId },
    });
  });
});

describe('who may come in', () => {
  it('lets nobody in without a session or with a forged one', async () => {
    expect(await ask('', 'flows.list')).toMatchObject({ status: 401, problem: { code: 'not-signed-in' } });
    expect((await ask('__Secure-millrace.session_token=made-up.sig', 'flows.list')).status).toBe(401);
  });

  it('asks a user who tries many passwords to wait, and not users who know theirs', async () => {
    const tries: number[] = [];
    for (let attempt = 0; attempt < 10; attempt += 1)
      tries.push(
        (await signInAs({ email: 'victim@example.com', password: `guess-${attempt}-long` }, '10.0.0.9'))
          .status,
      );
    expect(tries.slice(0, 8)).toEqual(Array.from({ length: 8 }, () => 401));
    expect(tries.slice(8)).toEqual([429, 429]);
    expect((await signInAs(OWNER)).status).toBe(200);
  });

  it('offers no way to create an account or a workspace', async () => {
    for (const path of [
      '/sign-up/email',
      '/organization/create',
      '/organization/invite-member',
      '/organization/update-member-role',
      '/update-user',
    ]) {
      expect(
        (
          await auth(
            path,
            { email: 'me@example.com', password: 'long-enough', name: 'Me', slug: 'me', role: 'owner' },
            { cookie: owner },
          )
        ).status,
        path,
      ).toBe(404);
    }
  });

  it('takes changes from our own pages only', async () => {
    expect(
      (
        await handleTrpc(
          new Request(`${PUBLIC_URL}/api/trpc/flows.create`, {
            method: 'POST',
            body: '{"json":{}}',
            headers: { cookie: owner, origin: 'https://evil.example', 'content-type': 'application/json' },
          }),
        )
      ).status,
    ).toBe(403);
  });

  it('ends the session when a user signs out', async () => {
    const { cookie } = await signInAs(OWNER);
    expect((await ask(cookie, 'viewer.me')).status).toBe(200);
    await auth('/sign-out', {}, { cookie });
    expect((await ask(cookie, 'viewer.me')).status).toBe(401);
  });
});

describe('the team', () => {
  const PASSWORD = 'a-viewers-password';
  let link = '';
  let id = '';

  const open = (url: string) => joinVisit(new Request(url));
  const choose = (url: string, password: string) =>
    joinPost(new Request(url, { method: 'POST', body: new URLSearchParams({ password }) }));

  it('gets new members by a link that is shown once and works once', async () => {
    ({ id, link } = (await tell(owner, 'team.invite', { email: 'Vera@example.com', role: 'viewer' })).data);
    expect(await (await open(link)).text()).toContain('vera@example.com');
    expect((await choose(link, 'short')).status).toBe(422);
    expect((await choose(link, PASSWORD)).status).toBe(303);
    expect((await choose(link, 'another-password')).status).toBe(404);
    expect((await signInAs({ email: 'vera@example.com', password: PASSWORD })).status).toBe(200);
  });

  it('lets a viewer look at everything and change nothing', async () => {
    const { cookie } = await signInAs({ email: 'vera@example.com', password: PASSWORD });
    expect((await ask(cookie, 'flows.list')).status).toBe(200);
    for (const [path, input] of [
      ['flows.create', {}],
      ['settings.createKey', { name: 'Mine' }],
      ['team.invite', { email: 'x@example.com', role: 'owner' }],
      ['settings.useKillSwitch', { scope: 'all', on: true }],
      ['team.changeRole', { id, role: 'owner' }],
    ] as const) {
      expect(await tell(cookie, path, input), path).toMatchObject({
        status: 403,
        problem: { code: 'not-allowed' },
      });
    }
  });

  it('counts a new role at once, without signing in again', async () => {
    const { cookie } = await signInAs({ email: 'vera@example.com', password: PASSWORD });
    await tell(owner, 'team.changeRole', { id, role: 'marketer' });
    expect((await tell(cookie, 'flows.create', { name: 'By a marketer' })).status).toBe(200);
  });

  it('keeps at least one owner', async () => {
    const me = (await ask(owner, 'team.list')).data.find((member: { you: boolean }) => member.you);
    expect(await tell(owner, 'team.changeRole', { id: me.id, role: 'viewer' })).toMatchObject({
      status: 422,
    });
    expect((await tell(owner, 'team.remove', { id: me.id })).status).toBe(422);
  });

  it('ends the access of a removed member at once, and writes everything into the audit log', async () => {
    const { cookie } = await signInAs({ email: 'vera@example.com', password: PASSWORD });
    await tell(owner, 'team.remove', { id });
    expect((await ask(cookie, 'flows.list')).status).toBe(401);
    expect((await signInAs({ email: 'vera@example.com', password: PASSWORD })).status).toBe(401);
    const log = (await ask(owner, 'settings.audit', {})).data.items as { action: string; summary: string }[];
    const actions = log.map((entry) => entry.action);
    expect(log.find((entry) => entry.action === 'member-role-changed')?.summary).toBe(
      'Changed a role from Viewer to Marketer',
    );
    expect(actions).toEqual(
      expect.arrayContaining(['member-invited', 'member-role-changed', 'member-removed', 'flow-created']),
    );
  });
});

describe('what screens are told of errors', () => {
  it('get every problem as a sentence, with the wrong fields', async () => {
    expect((await ask(owner, 'flows.get', { id: 'nonsense' })).problem).toMatchObject({
      code: 'input-invalid',
      details: { fields: [{ field: 'id' }] },
    });
    expect(
      (await ask(owner, 'flows.get', { id: '01a1fced-09e3-7e35-b690-000000000000' })).problem,
    ).toMatchObject({
      code: 'not-found',
      sentence: 'There is no such flow.',
    });
  });

  it('previews content as a sample customer would get it, and says what a bad text lacks', async () => {
    const { emailChannel } = await import('@millrace/channels');
    expect(
      (await tell(owner, 'content.preview', { channel: 'email', content: emailChannel.example })).data,
    ).toMatchObject({
      subject: expect.any(String),
      html: expect.stringContaining('<html'),
    });
    expect(
      (
        await tell(owner, 'content.preview', {
          channel: 'sms',
          content: { text: 'Hi {{ customer.firstName' },
        })
      ).problem?.code,
    ).toBe('content-invalid');
    expect(
      (
        await tell(owner, 'content.testSend', {
          channel: 'email',
          content: emailChannel.example,
          to: 'me@example.com',
        })
      ).data,
    ).toMatchObject({ sent: false });
  });
});

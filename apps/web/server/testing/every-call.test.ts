import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { authDatabase } from '../auth/auth-database.ts';
import { OPEN_PATHS } from '../auth/handle.ts';
import { OPERATIONS } from '../rest/operations/all.ts';
import { appRouter } from '../trpc/router.ts';
import { outcomeOf, type Caller } from './attack/ask.ts';
import {
  aboutOthers,
  asMeant,
  attackWith,
  eventsWithJunk,
  everyCall,
  withJunk,
  type Attack,
} from './attack/every-call.ts';
import { contentsOf } from './attack/filled-workspace.ts';
import { BODIES, VALUES } from './attack/hostile.ts';
import { wrongWith } from './attack/judge.ts';
import { allowedTo, byThoseWhoMayNot, notRefused } from './attack/rounds.ts';
import { attackOn, makeStanding, OTHERS, PASSWORD } from './attack/standing.ts';
import { handlersHere, ROUTES } from './attack/target.ts';
import { openInstallation, PUBLIC_URL, signInAs, type Installation } from './installation.ts';

let here: Installation;
let attack: Attack;
let others: { workspaceId: string };

const signIn = async (name: string): Promise<Caller> => ({
  name,
  cookie: await signInAs(`${name}@example.com`, PASSWORD),
});

beforeAll(async () => {
  here = await openInstallation({ MILLRACE_API_RATE: '100000' });
  const standing = await makeStanding(here.store, here.makeKey);
  others = { workspaceId: standing.othersWorkspace };
  // A dozen of some hundred inputs for each call, different ones for each; with ATTACK=whole, all of them.
  attack = await attackOn(
    handlersHere(PUBLIC_URL),
    standing,
    signInAs,
    process.env['ATTACK'] === 'whole' ? undefined : 12,
  );
}, 120_000);
afterAll(() => here.close());

const freshLimits = () => authDatabase().execute(sql`delete from auth.limits`);

describe('everything there is to call', () => {
  it('is every procedure of the router and every operation of the API', () => {
    const names = everyCall().map(({ name }) => name);
    expect(names.filter((name) => name.startsWith('trpc')).length).toBe(
      Object.keys(appRouter._def.procedures).length,
    );
    expect(names.filter((name) => name.startsWith('rest')).length).toBeGreaterThanOrEqual(OPERATIONS.length);
    // A procedure without a schema would be called only with junk.
    const silent = everyCall().filter(
      ({ via, permission, schema }) =>
        via === 'trpc' &&
        permission === null &&
        Object.keys((schema['properties'] ?? {}) as object).length === 0,
    );
    expect(silent.map(({ name }) => name).toSorted()).toEqual([
      'trpc nodeKinds.list',
      'trpc settings.connectors',
      'trpc settings.storeSchema',
      'trpc team.endOtherSessions',
      'trpc team.list',
      'trpc team.sessions',
      'trpc templates.list',
      'trpc viewer.me',
    ]);
  });

  it('refuses every call that the role or the key does not allow', async () => {
    const allowed = await allowedTo(here.store);
    const faults = await attackWith(attack, byThoseWhoMayNot(attack, allowed), notRefused);
    expect(faults).toEqual([]);
  }, 120_000);

  it('treats objects of another workspace as if they did not exist, and changes nothing there', async () => {
    const before = await contentsOf(here.store, others.workspaceId);
    const faults = await attackWith(attack, aboutOthers(attack));
    expect(faults).toEqual([]);
    expect(await contentsOf(here.store, others.workspaceId)).toEqual(before);
  }, 120_000);

  it('answers junk, missing and extreme inputs with a known error code, and never fails', async () => {
    await freshLimits();
    const before = await contentsOf(here.store, others.workspaceId);
    const outcomes = new Map<string, number>();
    const faults = await attackWith(attack, withJunk(attack), (_asked, answered) => {
      const outcome = outcomeOf(answered);
      outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
      return null;
    });
    expect(faults).toEqual([]);
    expect(await contentsOf(here.store, others.workspaceId)).toEqual(before);
    for (const outcome of [
      '200',
      'input-invalid',
      'not-found',
      'json-malformed',
      'text-malformed',
      'limit-exceeded',
    ])
      expect(outcomes.get(outcome), outcome).toBeGreaterThan(0);
  }, 300_000);

  it('accepts or refuses every type of event, whatever is in it', async () => {
    const outcomes = new Map<string, number>();
    const faults = await attackWith(attack, eventsWithJunk(attack), (_asked, answered) => {
      outcomes.set(outcomeOf(answered), (outcomes.get(outcomeOf(answered)) ?? 0) + 1);
      return null;
    });
    expect(faults).toEqual([]);
    expect(outcomes.get('202')).toBeGreaterThan(20);
    expect(outcomes.get('input-invalid')).toBeGreaterThan(20);
    for (const path of ['/customers', '/flows', '/messages', '/audit'])
      expect((await here.call('GET', path)).status, path).toBe(200);
  }, 300_000);

  it('works with a valid input', async () => {
    await freshLimits();
    const refused: string[] = [];
    const faults = await attackWith(
      attack,
      asMeant(attack).filter(({ kind }) => !kind.changes),
      ({ kind }, answered) => {
        if (answered.status >= 400) refused.push(`${kind.name}: ${outcomeOf(answered)}`);
        return null;
      },
    );
    expect(faults).toEqual([]);
    // A flow that got junk may have nothing to rehearse, and the example names no existing template or version.
    expect(
      refused.filter((line) => !/(rehearse|overdue|templates\.get|getError|getVersion|version): /.test(line)),
    ).toEqual([]);
  }, 120_000);
});

describe('every endpoint of the folder of routes', () => {
  const SEGMENTS = [
    'x',
    '%00',
    '%ff',
    '..%2f..',
    '__proto__',
    'a'.repeat(3_000),
    '{}',
    '01a1fced-09e3-7e35-b690-000000000000',
    "';--",
    '😀',
  ];
  const paths = ROUTES.flatMap(({ path }) =>
    /\[/.test(path) ? SEGMENTS.map((segment) => path.replace(/\[+(?:\.\.\.)?\w+\]+/g, segment)) : [path],
  );

  it('answers odd paths, odd methods and odd bodies, and never fails', async () => {
    await freshLimits();
    expect(ROUTES.length).toBeGreaterThan(10);
    const faults: string[] = [];
    for (const path of [...paths, ...OPEN_PATHS.map((open) => open.path)]) {
      for (const method of ['GET', 'POST', 'PUT', 'DELETE', 'HEAD'] as const) {
        const bodies =
          method === 'POST'
            ? [['a form', 'password=x&shown=email&shown=%00'] as const, ...BODIES]
            : [['nothing', ''] as const];
        for (const [what, body] of bodies) {
          const headers = {
            origin: PUBLIC_URL,
            'content-type': 'application/json',
            cookie: attack.owner.cookie ?? '',
          };
          const answered = await attack.target.send({
            method,
            path: encodeURI(path).replaceAll('%25', '%'),
            headers,
            body,
          });
          const wrong = wrongWith(answered, { via: 'page', foreign: [OTHERS], sent: '' });
          if (wrong)
            faults.push(
              `${method} ${path.slice(0, 60)} with ${what}: ${wrong} ${answered.text.slice(0, 200)}`,
            );
        }
      }
      // Signing out would end the session of the other requests.
      if (path === '/api/auth/sign-out') attack = { ...attack, owner: await signIn('owner') };
    }
    expect(faults).toEqual([]);
  }, 120_000);

  it('survives hostile values in every parameter and every header', async () => {
    const faults: string[] = [];
    for (const [what, value] of VALUES) {
      const text = typeof value === 'string' ? value : JSON.stringify(value);
      const header = text.slice(0, 500).replace(/[^\x20-\x7e]/g, '?');
      const path = `/api/v1/flows?limit=${encodeURIComponent(text.slice(0, 3_000).replace(/[\ud800-\udfff]/gu, '?'))}`;
      for (const name of [
        'idempotency-key',
        'x-request-id',
        'cookie',
        'x-forwarded-for',
        'accept-language',
        'content-length',
      ])
        for (const [method, target] of [
          ['GET', path],
          ['POST', '/api/v1/flows'],
          ['GET', '/api/trpc/viewer.me'],
          ['GET', '/api/auth/get-session'],
        ] as const) {
          const headers = {
            authorization: `Bearer ${here.key}`,
            origin: PUBLIC_URL,
            'content-type': 'application/json',
            [name]: header,
          };
          const answered = await attack.target.send({ method, path: target, headers, body: '{"name":"x"}' });
          if (answered.status >= 500)
            faults.push(`${method} ${target.slice(0, 40)} with ${what} as ${name}: ${answered.status}`);
        }
    }
    expect(faults).toEqual([]);
  }, 120_000);
});

import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { PERMISSIONS, ROLES, SETTABLE } from '@millrace/core/verb';
import { ACT_CAPABILITIES } from '@millrace/connectors/acts';
import { CHANNELS } from '@millrace/channels';
import { CONNECTORS } from '@millrace/connectors';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { ACTION_CHOICES, actorWords, subjectHref } from './audit/audit-words.ts';
import { configToSave } from './connections/connection-config.ts';
import { abilityWords } from './connections/connection-words.ts';
import { progressWords, shareOf } from './connections/history-words.ts';
import { SETTINGS_PLACES } from './frame/places.ts';
import { STOPS, stopWords } from './guardrails/stops.ts';
import { healthSentence, PARTS, partState } from './health/parts.ts';
import { scopeWords, SCOPES } from './keys/scopes.ts';
import { ABILITIES, OTHER_ROLES } from './team/access-words.ts';
import { ROLE_CHOICES, roleTitle } from './team/roles.ts';

const root = fileURLToPath(new URL('../../../../', import.meta.url));
const sources = ['packages/engine', 'apps/web/server']
  .flatMap((folder) =>
    readdirSync(root + folder, { recursive: true }).map((path) => `${folder}/${String(path)}`),
  )
  .filter((path) => path.endsWith('.ts') && !/\.test\.ts$|\/testing\/|node_modules/.test(path))
  .map((path) => readFileSync(root + path, 'utf8'));

/** What is written into the audit log: by verbs under their name, and by others under a name they give. */
const written = sources.flatMap((source) => {
  const verbs = source
    .split(/(?=\bname: ')/)
    .filter((part) => /^name: '[a-z-]+',[\s\S]*\n {2}audit: /.test(part));
  return [
    ...verbs.map((part) => /^name: '([a-z-]+)'/.exec(part)?.[1] ?? ''),
    ...[...source.matchAll(/(?:writeAudit|\bkeep)\([^;]*?'([a-z]+(?:-[a-z]+)+)'/g)].map(
      ([, name]) => name ?? '',
    ),
  ];
});

describe('the audit log', () => {
  it('can be narrowed to every kind of change that is written into it', () => {
    const choices: readonly string[] = ACTION_CHOICES.map(({ value }) => value);
    expect(written.length).toBeGreaterThan(30);
    expect([...new Set(written)].filter((name) => !choices.includes(name))).toEqual([]);
  });

  it('offers no kind of change twice, and none that is never written', () => {
    expect(new Set(ACTION_CHOICES.map(({ value }) => value)).size).toBe(ACTION_CHOICES.length);
    expect(new Set(ACTION_CHOICES.map(({ label }) => label)).size).toBe(ACTION_CHOICES.length);
    expect(ACTION_CHOICES.map(({ value }) => value).filter((name) => !written.includes(name))).toEqual([]);
  });

  test.each([
    [
      { actorType: 'person', actorName: 'Ada' },
      { name: 'Ada', kind: null },
    ],
    [
      { actorType: 'schedule', actorName: null },
      { name: 'Schedule', kind: 'Schedule' },
    ],
    [
      { actorType: 'worker', actorName: 'Millrace' },
      { name: 'Millrace', kind: null },
    ],
    [
      { actorType: 'person', actorName: null },
      { name: 'Unknown', kind: null },
    ],
  ])('names who it was: %j', (actor, named) => {
    expect(actorWords(actor)).toEqual(named);
  });

  it('links to nothing for a thing that has no page, and never to a page without its id', () => {
    expect(subjectHref('call', 'c1')).toBeNull();
    for (const type of ['flow', 'customer', 'enrolment', 'message']) {
      expect(subjectHref(type, null)).toBeNull();
      expect(subjectHref(type, 'x')).toMatch(/^\/[a-z]+\/x$/);
    }
  });
});

describe('what people and keys may do', () => {
  it('has words for every role, and for every ability that owners give', () => {
    expect(ROLE_CHOICES.map(({ value }) => value).toSorted()).toEqual([...ROLES].toSorted());
    expect(OTHER_ROLES.map(({ value }) => value).toSorted()).toEqual(
      ROLES.filter((role) => role !== 'owner').toSorted(),
    );
    expect(Object.keys(ABILITIES).toSorted()).toEqual(Object.keys(SETTABLE).toSorted());
    expect(roleTitle('viewer')).toBe('Viewer');
    expect(roleTitle('auditor')).toBe('auditor');
  });

  it('gives a key no permission that does not exist, and none over the team or other keys', () => {
    const scopes: readonly string[] = SCOPES.map(({ value }) => value);
    expect(scopes.filter((scope) => !(PERMISSIONS as readonly string[]).includes(scope))).toEqual([]);
    expect(scopes).not.toContain('team:write');
    expect(scopes).not.toContain('keys:write');
  });

  it('says the scopes of a key so that none is forgotten in the count', () => {
    fc.assert(
      fc.property(
        fc.shuffledSubarray(
          SCOPES.map(({ value }) => value as string),
          { minLength: 1 },
        ),
        (scopes) => {
          const words = scopeWords(scopes);
          const more = Number(/ and (\d+) more$/.exec(words)?.[1] ?? 0);
          const named = SCOPES.filter(({ label }) => words.includes(label)).length;
          if (scopes.length === SCOPES.length) expect(words).toBe('Everything');
          else expect(named + more).toBe(scopes.length);
        },
      ),
    );
  });

  it('asks only for permissions that exist to see a place in the settings', () => {
    for (const { needs } of SETTINGS_PLACES) if (needs) expect(PERMISSIONS).toContain(needs);
    expect(new Set(SETTINGS_PLACES.map(({ href }) => href)).size).toBe(SETTINGS_PLACES.length);
  });
});

describe('connections', () => {
  it('say what every connector can do, in words', () => {
    const capabilities = [
      // The sandbox delivers on any channel, and is not connected by anybody.
      ...CONNECTORS.flatMap((kind) => kind.capabilities as readonly string[]).filter(
        (one) => one !== 'deliver',
      ),
      ...ACT_CAPABILITIES.map(({ id }) => `act-${id}`),
      ...CHANNELS.map(({ id }) => `deliver-${id}`),
    ];
    const unsaid = capabilities.filter((one) => abilityWords(one).icon === 'dot');
    expect([...new Set(unsaid)]).toEqual([]);
  });

  it('never lose an entered value when they are saved, and never send an empty secret', () => {
    const values = fc.dictionary(
      fc.constantFrom('host', 'user', 'password', 'note'),
      fc.constantFrom('', ' ', 'x', ' y ', null, undefined, 0, false),
    );
    fc.assert(
      fc.property(values, fc.boolean(), (draft, editing) => {
        const saved = configToSave(draft, ['password'], editing);
        for (const [name, value] of Object.entries(draft)) {
          const isEmpty = value === '' || value === null || value === undefined;
          if (!isEmpty) expect(saved[name]).toBe(typeof value === 'string' ? value.trim() : value);
          else expect(Object.hasOwn(saved, name)).toBe(editing && name !== 'password');
        }
      }),
    );
  });

  it('tell how far a list is read without passing its end', () => {
    const total = fc.option(fc.nat(1_000), { nil: null });
    fc.assert(
      fc.property(fc.constantFrom('reading', 'paused', 'done'), fc.nat(2_000), total, (state, done, all) => {
        const pull = { state, done, total: all, skipped: 0 } as Parameters<typeof progressWords>[0];
        const share = shareOf(pull);
        if (share !== null) expect(share >= 0 && share <= 1).toBe(true);
        const [read, of] = progressWords(pull).replaceAll(',', '').split(' of ').map(Number);
        expect(read).toBe(done);
        if (of !== undefined) expect(of).toBeGreaterThanOrEqual(done);
      }),
    );
  });
});

describe('stops and health', () => {
  it('have a stop for everything and for each channel, and say what it stops', () => {
    expect(STOPS.map(({ target }) => target)).toEqual(['', ...CHANNELS.map(({ id }) => id)]);
    for (const { scope, target } of STOPS) expect(stopWords(scope, target)).toMatch(/ (is|are) stopped\.$/);
  });

  it('call all well only when no part is known to be silent', () => {
    const states = fc.constantFrom('ok', 'not-set', 'unreachable', 'silent');
    fc.assert(
      fc.property(fc.array(states, { minLength: PARTS.length, maxLength: PARTS.length }), (all) => {
        const broken = all.filter((state) => partState(state).pill === 'broken').length;
        expect(healthSentence(all) === 'All systems operational.').toBe(broken === 0);
        if (broken > 1) expect(healthSentence(all)).toContain(`${broken} parts`);
      }),
    );
  });
});

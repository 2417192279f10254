import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isMillraceError, type Json } from '@millrace/base';
import { intakeEventSchema } from '@millrace/flow';
import { answered } from './testing/recorded.ts';
import { CONNECTORS } from './kinds.ts';
import type { PullResource } from './pull.ts';

interface Recorded {
  readonly resource: string;
  readonly cursor?: Json;
  readonly answer: {
    readonly status: number;
    readonly headers: Record<string, string>;
    readonly body: unknown;
  };
}

const pulling = CONNECTORS.flatMap((kind) =>
  kind.pull === undefined ? [] : [{ id: kind.id, kind, pull: kind.pull }],
);
const NOW = Date.UTC(2026, 10, 27, 12);
const place = (cursor: Json | null = null) => ({ cursor, since: null, until: NOW });

function pagesOf(id: string): Recorded[] {
  const folder = join(import.meta.dirname, id, 'recorded');
  return (existsSync(folder) ? readdirSync(folder) : [])
    .filter((name) => name.startsWith('pull-'))
    .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Recorded);
}
const recorded = pulling.flatMap(({ id, kind, pull }) =>
  pagesOf(id).map((page) => ({
    id,
    page,
    name: page.resource,
    resource: pull.resources.find((one) => one.id === page.resource) as PullResource<unknown>,
    config: kind.config.parse(kind.example) as unknown,
  })),
);

describe.each(pulling)('what is read from $id', ({ id, pull }) => {
  test('is said in words, at a pace, and has a recorded page for each kind of thing', () => {
    for (const { title } of pull.resources) expect(title).toMatch(/^[A-Z]/);
    expect(pull.perSecond).toBeGreaterThan(0);
    expect(pull.catchUpEveryMs).toBeGreaterThanOrEqual(60_000);
    expect(new Set(pagesOf(id).map((page) => page.resource))).toEqual(
      new Set(pull.resources.map((one) => one.id)),
    );
  });

  test('is asked for without changing anything, from any place', () => {
    const { kind } = pulling.find((one) => one.id === id)!;
    const config: unknown = kind.config.parse(kind.example);
    fc.assert(
      fc.property(
        fc.constantFrom(...pull.resources),
        fc.jsonValue(),
        fc.option(fc.integer({ min: 0, max: NOW })),
        (resource, cursor, since) => {
          const request = resource.request(config, { cursor: cursor as Json, since, until: NOW });
          // GraphQL asks by POST; a mutation would change something.
          expect(
            request.method === 'GET' || (request.method === 'POST' && !/mutation/.test(request.body ?? '')),
          ).toBe(true);
        },
      ),
    );
  });
});

describe.each(recorded)('a page of $name from $id', ({ resource, page, config }) => {
  const read = (body: unknown, cursor: Json | null = page.cursor ?? null) =>
    resource.read(answered({ ...page.answer, body }), config, place(cursor));

  test('becomes events that the public intake would take too, the same when read again', () => {
    const first = read(page.answer.body);
    if (!('events' in first)) throw new Error('it is a page');
    expect(first.events.length + (first.reports?.length ?? 0) + (first.flows?.length ?? 0)).toBeGreaterThan(
      0,
    );
    expect(first.skipped).toEqual([]);
    for (const event of first.events) expect(intakeEventSchema.parse(event)).toEqual(event);
    expect(read(page.answer.body)).toEqual(first);
  });

  test('of anything at all is a page of sound events, or is refused with a reason', () => {
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), fc.array(fc.jsonValue())), fc.jsonValue(), (body, cursor) => {
        try {
          const said = read(body, cursor as Json);
          if ('events' in said)
            for (const event of said.events) expect(intakeEventSchema.safeParse(event).success).toBe(true);
        } catch (error) {
          expect(isMillraceError(error), String(error)).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });

  test('with a row that cannot be read still gives the others', () => {
    if (!Array.isArray(page.answer.body) || page.cursor !== undefined) return;
    const whole = read(page.answer.body);
    const mixed = read([null, 'junk', ...(page.answer.body as unknown[]), { id: {} }]);
    if (!('events' in mixed) || !('events' in whole)) throw new Error('it is a page');
    expect(mixed.events).toEqual(whole.events);
    expect(mixed.reports).toEqual(whole.reports);
    expect(mixed.skipped.length).toBeGreaterThan(0);
  });
});

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isMillraceError, storableProblem } from '@millrace/base';
import { normaliseEventType } from '@millrace/flow';
import type { PulledPage, PullResource } from './pull.ts';
import { CONNECTORS } from './kinds.ts';
import { answered } from './testing/recorded.ts';

interface Recorded {
  readonly resource: string;
  readonly answer: {
    readonly status: number;
    readonly headers: Record<string, string>;
    readonly body: unknown;
  };
}
const ANY_SIZE = { depth: 100, values: 1e6, text: 1e6, name: 1e6, size: 1e9 };
const PLACE = { cursor: null, since: null, until: Date.UTC(2026, 10, 27, 12) };

const pages = CONNECTORS.flatMap((kind) => {
  const folder = join(import.meta.dirname, kind.id, 'recorded');
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.startsWith('pull-')) : [];
  return names.map((name) => {
    const page = JSON.parse(readFileSync(join(folder, name), 'utf8')) as Recorded;
    const resource = kind.pull?.resources.find((one) => one.id === page.resource);
    return {
      id: kind.id,
      name: page.resource,
      page,
      resource: resource as PullResource<unknown>,
      config: kind.config.parse(kind.example),
    };
  });
});

/** Texts that some shop has, and that a database or another reader stumbles over. */
const hostile = fc.constantFrom(
  'a\u0000b',
  '\u0000',
  'half \ud83d',
  '\udc4d half',
  `a${'😀'.repeat(1_010)}`,
  '😀'.repeat(1_010),
  '\u202eright to left',
);

type Holder = Record<string, unknown>;
function textsIn(value: unknown): { holder: Holder; key: string }[] {
  if (value === null || typeof value !== 'object') return [];
  const holder = value as Holder;
  return Object.keys(holder).flatMap((key) =>
    typeof holder[key] === 'string' ? [{ holder, key }] : textsIn(holder[key]),
  );
}

describe.each(pages)('a page of $name from $id', ({ page, resource, config }) => {
  const read = (body: unknown) =>
    resource.read(answered({ ...page.answer, body }), config, PLACE) as PulledPage;

  test('with texts no database takes is stored all the same, cleaned, or tells what it leaves out', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(), hostile), { minLength: 1, maxLength: 4 }), (changes) => {
        const body = structuredClone(page.answer.body);
        const spots = textsIn(body);
        for (const [place, text] of changes) {
          const spot = spots[place % spots.length]!;
          spot.holder[spot.key] = text;
        }
        try {
          const { events, reports = [], skipped } = read(body);
          for (const one of [...events, ...reports, ...skipped])
            expect(storableProblem(one, ANY_SIZE)).toBeNull();
          for (const { type } of events) expect(normaliseEventType(type)).toBe(type);
        } catch (error) {
          expect(isMillraceError(error), String(error)).toBe(true);
        }
      }),
      { numRuns: 40 },
    );
  });

  test('with anything of JSON in any one place is read, or refused with a reason', () => {
    const places = spotsIn(page.answer.body).length;
    const odd = fc.oneof(
      fc.jsonValue({ maxDepth: 2 }),
      // What a careless reader makes a text of, and cannot.
      fc.constant({ toString: 1, valueOf: null }),
      fc.constant({ length: -1 }),
    );
    fc.assert(
      fc.property(fc.nat(places - 1), odd, (place, value) => {
        const body = structuredClone(page.answer.body);
        const spot = spotsIn(body)[place]!;
        spot.holder[spot.key] = value;
        try {
          const said = read(body);
          expect(Array.isArray(said.events) || 'againMs' in said).toBe(true);
        } catch (error) {
          expect(isMillraceError(error), String(error)).toBe(true);
        }
      }),
      { numRuns: 75 },
    );
  });
});

function spotsIn(value: unknown): { holder: Holder; key: string }[] {
  if (value === null || typeof value !== 'object') return [];
  const holder = value as Holder;
  return Object.keys(holder).flatMap((key) => [{ holder, key }, ...spotsIn(holder[key])]);
}

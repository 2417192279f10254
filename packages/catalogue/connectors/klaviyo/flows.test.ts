import { describe, expect, test } from 'vitest';
import type { Json } from '@millrace/base';
import type { HttpRequest } from '../exchange.ts';
import type { FoundFlow, PulledPage } from '../pull.ts';
import { PublishedContract } from '../testing/published-contract.ts';
import { answered } from '../testing/recorded.ts';
import { klaviyoConfig } from './config.ts';
import { klaviyo } from './connector.ts';
import { flows } from './flows.ts';

const contract = new PublishedContract(new URL('./contract/klaviyo.openapi.json', import.meta.url));
const config = klaviyoConfig.parse(klaviyo.example);
const until = Date.UTC(2026, 10, 27);

const flow = (id: string, status = 'live', more: object = {}) => ({
  type: 'flow',
  id,
  attributes: { name: `Flow ${id}`, status, archived: false, ...more },
});
const named = (type: string, id: string, name: string) => ({ type, id, attributes: { name } });
const next = (path: string) => `https://a.klaviyo.com/api/${path}?page%5Bcursor%5D=bmV4dA`;

/** Reads page after page, as a worker does, from a Klaviyo with these answers. */
function readAll(answers: Readonly<Record<string, object>>, since: number | null = null) {
  const asked: string[] = [];
  const found: FoundFlow[] = [];
  let cursor: Json | null = null;
  do {
    const request: HttpRequest = flows.request(config, { cursor, since, until });
    expect(contract.problem(request)).toBeNull();
    const path = decodeURIComponent(request.url.split('/api/')[1]!);
    asked.push(path);
    const body = answers[path];
    if (!body) throw new Error(`Nobody expected ${path}`);
    const page = flows.read(answered({ status: 200, body }), config, { cursor, since, until }) as PulledPage;
    found.push(...(page.flows ?? []));
    // The position is stored as JSON between pages.
    cursor = JSON.parse(JSON.stringify(page.next)) as Json | null;
  } while (cursor !== null && asked.length < 50);
  return { asked, found };
}

describe('flows of Klaviyo', () => {
  test('are listed, and each that runs is read with the names it needs', () => {
    const definition = { triggers: [{ type: 'metric', id: 'M1' }], entry_action_id: null, actions: [] };
    const { asked, found } = readAll({
      'flows?page[size]=50&sort=updated': {
        data: [flow('F1'), flow('F2', 'draft')],
        links: { next: next('flows') },
      },
      'flows?page[size]=50&sort=updated&page[cursor]=bmV4dA': {
        data: [flow('F3', 'live', { archived: true }), flow('F4')],
      },
      metrics: { data: [named('metric', 'M1', 'Placed Order')], links: { next: next('metrics') } },
      'metrics?page[cursor]=bmV4dA': { data: [named('metric', 'M2', 'Opened Email')] },
      lists: { data: [named('list', 'L1', 'Newsletter')] },
      segments: { data: [] },
      'flows/F1?additional-fields[flow]=definition': { data: flow('F1', 'live', { definition }) },
      'flows/F4?additional-fields[flow]=definition': { data: flow('F4', 'draft') },
    });
    expect(asked).toHaveLength(8);
    expect(found.map(({ externalId, file }) => [externalId, file !== null])).toEqual([
      ['F2', false],
      ['F3', false],
      ['F1', true],
      // It was switched off between the list and its page.
      ['F4', false],
    ]);
    expect(found[2]!.file).toEqual({
      data: flow('F1', 'live', { definition }),
      included: [named('metric', 'M1', 'Placed Order')],
    });
  });

  test('that changed are asked for by one request, which is all when none did', () => {
    const { asked, found } = readAll(
      {
        'flows?page[size]=50&sort=updated&filter=greater-than(updated,2026-11-26T00:00:00.000Z)': {
          data: [],
        },
      },
      Date.UTC(2026, 10, 26),
    );
    expect(asked).toHaveLength(1);
    expect(found).toEqual([]);
  });

  test('say which right a key lacks, since keys of earlier releases have none for flows', () => {
    expect(flows.scope).toBe('Flows, Lists and Segments, read');
  });
});

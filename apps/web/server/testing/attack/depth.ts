import { headersOf } from './ask.ts';
import type { Attack } from './every-call.ts';
import type { RoundReport } from './rounds.ts';

const LEVELS = [100, 1_500, 100_000];
const deep = (levels: number): string => `${'{"a":['.repeat(levels)}1${']}'.repeat(levels)}`;
/** A request for each place that stores JSON from outside. */
const bodies = (levels: number): readonly (readonly [path: string, body: string])[] => [
  [
    '/api/v1/events',
    `[{"id":"deep-${levels}","type":"deep","customer":{"email":"deep@example.com"},"properties":{"a":${deep(levels)}}}]`,
  ],
  [
    '/api/v1/events',
    `[{"id":"deep-${levels}-trait","type":"deep","customer":{"email":"deep@example.com","properties":{"a":${deep(levels)}}}}]`,
  ],
  ['/api/v1/flows', `{"name":"deep","graph":${deep(levels)}}`],
  ['/api/trpc/flows.create', `{"json":{"name":"deep","graph":${deep(levels)}}}`],
];
const LISTS = ['/customers', '/flows', '/messages', '/audit', '/connections'];

/** Sends JSON that is nested too deeply. Each endpoint must refuse it, and each list must still work afterwards. */
export async function atDepth({ target, owner, key }: Attack): Promise<RoundReport> {
  const faults: string[] = [];
  let asked = 0;
  for (const levels of LEVELS)
    for (const [path, body] of bodies(levels)) {
      const caller = path.startsWith('/api/trpc') ? owner : key;
      const { status, text } = await target.send({
        method: 'POST',
        path,
        headers: headersOf(target, caller),
        body,
      });
      asked += 1;
      if (status < 400 || status >= 500)
        faults.push(`${levels} levels at ${path}: status ${status} ${text.slice(0, 200)}`);
    }
  for (const list of LISTS) {
    const { status } = await target.send({
      method: 'GET',
      path: `/api/v1${list}`,
      headers: headersOf(target, key),
    });
    asked += 1;
    if (status !== 200) faults.push(`${list} returns ${status} afterwards`);
  }
  return { asked, faults };
}

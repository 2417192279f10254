import { expect, test } from 'vitest';
import { walkThrough, wayOf } from '../testing/keeps-promises.ts';
import { FROM } from '../testing/people.ts';
import { expectedPaths } from './expected-path.ts';
import { ANSWERS } from './graph.ts';
import { supportTierOne } from './template.ts';

test.each(expectedPaths.map((path) => [path.promise, path] as const))('%s', (_promise, path) => {
  expect(wayOf(supportTierOne, path)).toEqual(path.nodes);
});

test('every answer is read by a person before it is sent', () => {
  const answers = supportTierOne.graph.nodes.filter(({ kind }) => kind === 'ticket-answer');
  expect(answers.map(({ id }) => id).sort()).toEqual([...ANSWERS].sort());
  for (const { config } of answers) expect(config?.['checked'] ?? true).toBe(true);
});

test('every ticket ends with an answer or with a person', () => {
  for (const { trace, customerId } of walkThrough(supportTierOne, Object.values(supportTierOne.cast(FROM)))) {
    const met = trace.flatMap(({ what, node }) => (what === 'entered' && node ? [node] : []));
    const last = met.findLast((id) => id !== 'end')!;
    const isEnd =
      ANSWERS.some((id) => id === last) ||
      supportTierOne.graph.nodes.some(
        ({ id, kind }) => id === last && ['ticket-hand-over', 'task'].includes(kind),
      );
    expect([customerId, last, isEnd]).toEqual([customerId, last, true]);
  }
});

import { expect, test } from 'vitest';
import { walkThrough, wayOf } from '../testing/keeps-promises.ts';
import { FROM } from '../testing/people.ts';
import { expectedPaths } from './expected-path.ts';
import { EXCLUDE, RETARGET } from './graph.ts';
import { adAudiences } from './template.ts';

test.each(expectedPaths.map((path) => [path.promise, path] as const))('%s', (_promise, path) => {
  expect(wayOf(adAudiences, path)).toEqual(path.nodes);
});

test('whoever comes into an audience leaves it again', () => {
  for (const { trace, customerId } of walkThrough(adAudiences, Object.values(adAudiences.cast(FROM)))) {
    const met = trace.flatMap(({ what, node }) => (what === 'entered' && node ? [node] : []));
    if (met.includes('into'))
      expect([customerId, met.some((id) => id.startsWith('out'))]).toEqual([customerId, true]);
    expect([customerId, met.includes('exclude')]).toEqual([customerId, met.includes('include')]);
  }
});

test('there are two tags, and each is put on and taken off', () => {
  const changes = adAudiences.graph.nodes.flatMap(({ kind, config }) =>
    kind === 'update-profile' ? [`${String(config?.['do'])} ${String(config?.['tag'])}`] : [],
  );
  expect(new Set(changes)).toEqual(
    new Set([RETARGET, EXCLUDE].flatMap((tag) => [`add-tag ${tag}`, `remove-tag ${tag}`])),
  );
});

import { expect, test } from 'vitest';
import { castIn, walkThrough, wayOf } from '../testing/keeps-promises.ts';
import { FROM, HOUR } from '../testing/people.ts';
import { expectedPaths } from './expected-path.ts';
import { browseAbandonment } from './template.ts';

test.each(expectedPaths.map((path) => [path.promise, path] as const))('%s', (_promise, path) => {
  expect(wayOf(browseAbandonment, path)).toEqual(path.nodes);
});

test('the first e-mail goes four hours after the second view, the second at ten the next morning', () => {
  const [walked] = walkThrough(browseAbandonment, [castIn(browseAbandonment, 'looks-again')]);
  const sent = walked!.messages.map(({ node, at }) => [node, Math.floor((at - FROM) / HOUR)]);
  // They look again a day later, at noon in Berlin: the morning after begins 22 hours later.
  expect(sent).toEqual([
    ['its-page', 4],
    ['questions', 46],
  ]);
});

test('one view alone lets nobody in', () => {
  const member = castIn(browseAbandonment, 'looks-twice');
  expect(walkThrough(browseAbandonment, [{ ...member, events: member.events.slice(1) }])).toEqual([]);
});

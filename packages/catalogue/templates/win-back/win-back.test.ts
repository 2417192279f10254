import { expect, test } from 'vitest';
import { castIn, walkThrough, wayOf } from '../testing/keeps-promises.ts';
import { DAY, FROM, HOUR } from '../testing/people.ts';
import { expectedPaths } from './expected-path.ts';
import { winBack } from './template.ts';

test.each(expectedPaths.map((path) => [path.promise, path] as const))('%s', (_promise, path) => {
  expect(wayOf(winBack, path)).toEqual(path.nodes);
});

test('the e-mails go on days 90, 105, 120 and 135 after the last order', () => {
  const [walked] = walkThrough(winBack, [castIn(winBack, 'bought-once')]);
  const sent = walked!.messages.map(({ node, at }) => [node, 90 + Math.round((at - FROM) / DAY)]);
  expect(sent).toEqual([
    ['goes-with-it', 90],
    ['what-others-buy', 105],
    ['news', 120],
    ['shall-we-stop', 135],
  ]);
});

test('a code lasts 72 hours, and is 10 or 15 percent', () => {
  const people = ['likes-a-bargain', 'likes-another-bargain'].map((name) => castIn(winBack, name));
  const many = Array.from({ length: 40 }, (_, index) => {
    const one = people[index % 2]!;
    return { ...one, customer: { ...one.customer, id: `${one.customer.id}-${index}` } };
  });
  const codes = walkThrough(winBack, many).flatMap(({ variables, trace }) => {
    const code = variables['code'] as { terms: { value: number; expiresAt: number } } | undefined;
    const made = trace.find(({ node, what }) => node === 'code' && what === 'entered');
    return code && made ? [[code.terms.value, (code.terms.expiresAt - made.at) / HOUR]] : [];
  });
  expect(codes.length).toBeGreaterThan(0);
  for (const [value, hours] of codes)
    expect([
      [10, 72],
      [15, 72],
    ]).toContainEqual([value, hours]);
});

test('somebody is tagged “sunset” only after they were asked', () => {
  const walked = walkThrough(winBack, Object.values(winBack.cast(FROM)));
  for (const { trace } of walked) {
    const tagged = trace.findIndex(({ node, what }) => node === 'sunset' && what === 'entered');
    if (tagged < 0) continue;
    expect(trace.slice(0, tagged).some(({ node }) => node === 'shall-we-stop')).toBe(true);
  }
});

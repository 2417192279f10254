import { expect, test } from 'vitest';
import { castIn, walkThrough, wayOf } from '../testing/keeps-promises.ts';
import { DAY, FROM, HOUR } from '../testing/people.ts';
import { expectedPaths } from './expected-path.ts';
import { winBackSeries } from './template.ts';

test.each(expectedPaths.map((path) => [path.promise, path] as const))('%s', (_promise, path) => {
  expect(wayOf(winBackSeries, path)).toEqual(path.nodes);
});

test('the e-mails go on days 90, 105, 120 and 135 after the last order', () => {
  const [walked] = walkThrough(winBackSeries, [castIn(winBackSeries, 'bought-once')]);
  const sent = walked!.messages.map(({ node, at }) => [node, 90 + Math.round((at - FROM) / DAY)]);
  expect(sent).toEqual([
    ['goes-with-it', 90],
    ['what-others-buy', 105],
    ['news', 120],
    ['shall-we-stop', 135],
  ]);
});

test('a code lasts 72 hours, and is 15 percent for whoever has spent more, otherwise 10', () => {
  const codeOf = (name: string) => {
    const [{ variables, trace }] = walkThrough(winBackSeries, [castIn(winBackSeries, name)]) as [
      ReturnType<typeof walkThrough>[number],
    ];
    const code = variables['code'] as { terms: { value: number; expiresAt: number } };
    const made = trace.find(({ node, what }) => node?.startsWith('code-') && what === 'entered')!;
    return [code.terms.value, (code.terms.expiresAt - made.at) / HOUR];
  };
  expect(codeOf('likes-a-bargain')).toEqual([15, 72]);
  expect(codeOf('likes-small-bargains')).toEqual([10, 72]);
});

test('marketing to somebody stops only after they were asked', () => {
  const walked = walkThrough(winBackSeries, Object.values(winBackSeries.cast(FROM)));
  for (const { trace } of walked) {
    const stopped = trace.findIndex(({ node, what }) => node === 'stop' && what === 'entered');
    if (stopped < 0) continue;
    expect(trace.slice(0, stopped).some(({ node }) => node === 'shall-we-stop')).toBe(true);
  }
});

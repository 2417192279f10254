import { expect, test } from 'vitest';
import { checkedWords, evidenceWords, findingWords, usualWords } from './anomaly-words.ts';

test('what is usual is in the terms of the number', () => {
  expect(usualWords({ shows: 'count', lower: 38.4, upper: 1_061.2 }, 'EUR')).toBe('between 38 and 1,061');
  expect(usualWords({ shows: 'rate', lower: 0.021, upper: 0.108 }, 'EUR')).toMatch(
    /^between 2\.1% and 1[01]/,
  );
  expect(usualWords({ shows: 'amount', lower: 100, upper: 250_050 }, 'USD')).toBe(
    'between $1.00 and $2,500.50',
  );
});

test('what was found, when, and until when', () => {
  const one = {
    shows: 'count',
    rhythm: 'day',
    direction: 'low',
    value: 12,
    lower: 38,
    upper: 61,
    day: '2026-11-26',
    lastDay: '2026-11-26',
  } as const;
  expect(findingWords(one, 'USD')).toBe('12 on 26 Nov 2026, lower than usual. Usual is between 38 and 61.');
  expect(findingWords({ ...one, rhythm: 'week', direction: 'high', lastDay: '2026-11-28' }, 'USD')).toBe(
    '12 in the seven days to 26 Nov 2026, higher than usual. Usual is between 38 and 61. It was still so on 28 Nov 2026.',
  );
});

test('the evidence says what it was compared with', () => {
  const one = { shows: 'count', expected: 50, compared: 90, rhythm: 'day' } as never;
  expect(evidenceWords(one, 'USD')).toBe(
    'About 50 was expected from its level and its day of the week. Compared with 90 earlier days, it is further from that than chance explains.',
  );
  expect(evidenceWords({ ...(one as object), rhythm: 'week', compared: 1 } as never, 'USD')).toContain(
    '1 earlier week,',
  );
});

test('a young store is told what is missing', () => {
  expect(checkedWords({ day: null, numbers: 0, judged: 0 })).toContain('once a day');
  expect(checkedWords({ day: '2026-11-26', numbers: 0, judged: 0 })).toContain('Nothing happened');
  expect(checkedWords({ day: '2026-11-26', numbers: 12, judged: 12 })).toBe(
    '12 of 12 numbers were judged for 26 Nov 2026.',
  );
  expect(checkedWords({ day: '2026-11-26', numbers: 12, judged: 1 })).toMatch(
    /^1 of 12 numbers was judged for 26 Nov 2026\. The others .* eight weeks/,
  );
});

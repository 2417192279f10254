import { describe, expect, test } from 'vitest';
import { StartProblem, START_PROBLEMS, type StartProblemCode } from './start-problems.ts';

describe('what keeps Millrace from starting', () => {
  const codes = Object.keys(START_PROBLEMS) as StartProblemCode[];
  const holesIn = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!);
  test.each(codes)('%s says what happened and what to do, with every detail filled in', (code) => {
    const { sentence, next } = START_PROBLEMS[code];
    const details = Object.fromEntries(
      [...holesIn(sentence), ...holesIn(next)].map((name) => [name, `<${name}>`]),
    );
    const problem = new StartProblem(code, details, new Error('ECONNREFUSED 10.0.0.7'));
    expect(problem).toMatchObject({ code, name: 'StartProblem' });
    for (const text of [problem.message, problem.next]) {
      expect(text).not.toMatch(/\{|\}|undefined|10\.0\.0\.7/);
      expect(text).toMatch(/^[A-Z<].{15,}/s);
    }
    for (const name of holesIn(next)) expect(problem.next).toContain(`<${name}>`);
    expect((problem.cause as Error).message).toContain('ECONNREFUSED');
  });
  test('a detail that was forgotten is shown by its name', () => {
    expect(new StartProblem('database-host').message).toBe('There is no host called {host}.');
  });
});

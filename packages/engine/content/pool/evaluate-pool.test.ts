import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createEvaluatePool, type EvaluatePool } from './evaluate-pool.ts';
import { unmark } from '../liquid/marks.ts';

describe('texts filled in a thread of their own', () => {
  let pool: EvaluatePool;
  beforeAll(() => {
    pool = createEvaluatePool({ threads: 1, timeLimit: 2_000 });
  });
  afterAll(() => pool.close());

  it('are the same as those filled in here, for many messages at once', async () => {
    const all = await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        pool.evaluate(['Hi {{ customer.firstName | default: "there" }} {{ n }}'], { customer: { firstName: null }, n: index }),
      ),
    );
    all.forEach((results, index) => {
      const result = results[0]!;
      expect(result.ok && unmark(result.text)).toBe(`Hi there ${index}`);
    });
  });

  it('say what is wrong with a text that cannot be filled in', async () => {
    const [result] = await pool.evaluate(['{% include "secrets" %}'], {});
    expect(result).toEqual({ ok: false, problem: '“{% include %}” cannot be used in a message' });
  });

  it('end with a sentence when a thread does not answer, and the next message goes out all the same', async () => {
    // With no time at all the thread is ended while it still counts.
    const hurried = createEvaluatePool({ threads: 1, timeLimit: 0 });
    const slow = '{% for a in (1..3000) %}{% for b in (1..3000) %}{{ a | times: b }}{% endfor %}{% endfor %}';
    const [result] = await hurried.evaluate([slow], {});
    expect(result?.ok).toBe(false);
    const [again] = await pool.evaluate(['still {{ "here" }}'], {});
    expect(again?.ok && unmark(again.text)).toBe('still here');
    await hurried.close();
  });
});

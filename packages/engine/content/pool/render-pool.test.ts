import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { renderEmail, wanted } from '../testing/render-here.ts';
import { sampleView } from '../view/sample-view.ts';
import { checkContentApart, renderApart } from './apart.ts';
import { createRenderPool, type PoolSettings, type RenderPool } from './render-pool.ts';
import type { JobAnswer, RenderJob } from './jobs.ts';
import { closeRenderPool, openRenderPool } from './the-pool.ts';

const pools: RenderPool[] = [];
afterEach(async () => {
  await Promise.all([closeRenderPool(), ...pools.splice(0).map((pool) => pool.close())]);
});

const settings: PoolSettings = {
  threads: 2,
  timeLimit: 10_000,
  memoryLimit: 160,
  niceness: 0,
  waitingEach: 50,
  waitingAll: 200,
};
function poolOf(changes: Partial<PoolSettings> = {}): RenderPool {
  const pool = createRenderPool({ ...settings, ...changes });
  pools.push(pool);
  return pool;
}

const text = (words: string): RenderJob => ({
  type: 'message',
  channel: 'sms',
  message: wanted({ text: words }),
  openUrl: undefined,
  mark: null,
});
const wordsOf = (answer: JobAnswer) =>
  answer.ok ? (answer.result as { text: string }).text : String(answer.details['problem']);

/** Keeps its thread busy until Liquid's own time limit ends it, after a second. */
const SLOW =
  '{% for a in (1..9000) %}{% for b in (1..9000) %}{% if a == b %}{% endif %}{% endfor %}{% endfor %}';
const alice = { lane: 'alice' };
const bob = { lane: 'bob' };

describe('messages rendered in a separate thread', () => {
  // A machine with more to do than this may need longer than the limit for a server.
  beforeEach(() => openRenderPool({ timeLimit: 30_000 }));

  it('are the same as those rendered here, with tracked addresses', async () => {
    const content = {
      subject: 'Hi {{ customer.firstName }}',
      blocks: [
        { type: 'text', text: 'See [the shop](https://shop.example/a) & **more**' },
        { type: 'cart' },
        { type: 'button', label: 'Go', link: '{{ cart.recoveryUrl }}' },
      ],
    };
    const addresses = {
      openUrl: 'https://go.example/o',
      addressOf: (_url: string, index: number) => `https://go.example/c/${index}?a=1&b=2`,
    };
    const apart = await renderApart('email', wanted(content), addresses, alice);
    expect(apart).toEqual(await renderEmail(content, addresses));
    expect(apart.html).toContain('href="https://go.example/c/1?a=1&amp;b=2"');
  });

  it('count the parts of a text with its short links, each created once', async () => {
    const made: string[] = [];
    const text = 'A {{ cart.recoveryUrl }} B https://shop.example/b A {{ cart.recoveryUrl }}';
    const addressOf = (url: string, index: number) => {
      made.push(url);
      return `https://go.example/${index}`;
    };
    const sms = await renderApart('sms', wanted({ text, utm: { on: false } }), { addressOf }, alice);
    expect(sms.text).toBe('A https://go.example/0 B https://go.example/1 A https://go.example/0');
    expect(sms.segments).toBe(1);
    expect(made).toEqual(['https://shop.example/cart/8f2?key=5d', 'https://shop.example/b']);
  });

  it('report problems of content, and fail with the sentence of what cannot be rendered', async () => {
    expect(await checkContentApart('sms', { text: 'Hi {{ customer.fristName }}' }, alice)).toMatchObject([
      { code: 'placeholder-unknown' },
    ]);
    await expect(renderApart('sms', wanted({ text: '{% include "x" %}' }), {}, alice)).rejects.toMatchObject({
      code: 'content-invalid',
      message: expect.stringContaining('cannot be used'),
    });
  });

  it('never let a customer’s name choose the target of a link', async () => {
    const view = sampleView({ customer: { ...sampleView().customer, firstName: '\uE020x:0\uE021' } });
    const content = { text: '{{ customer.firstName }} https://shop.example', utm: { on: false } };
    const sms = await renderApart(
      'sms',
      wanted(content, { view }),
      { addressOf: () => 'https://go.example/0' },
      alice,
    );
    expect(sms.text).toContain('https://go.example/0');
    expect(sms.text.match(/go\.example/g)).toHaveLength(1);
  });
});

describe('a template that does not end', () => {
  it('is ended with its thread, and the next message is still rendered', async () => {
    const pool = poolOf({ threads: 1, timeLimit: 150 });
    await pool.ready();
    expect(wordsOf(await pool.run(text(SLOW), alice))).toBe('the texts take too long to fill in');
    expect(wordsOf(await pool.run(text('still {{ "here" }}'), alice))).toBe('still here');
  });

  it('is ended when it needs more memory than allowed, without harm to this process', async () => {
    const file = fileURLToPath(new URL('./testing/greedy-thread.mjs', import.meta.url));
    const pool = poolOf({ threads: 1, memoryLimit: 40, timeLimit: 60_000, file });
    const greedy = await pool.run({ type: 'check', channel: 'email', content: {} }, alice);
    expect(wordsOf(greedy)).toBe('the texts need too much memory to fill in');
    expect(wordsOf(await pool.run(text('hello'), alice))).toBe('still here');
  });

  it('is set aside after three times, with all jobs that wait for it, and others of the flow continue', async () => {
    const pool = poolOf({ timeLimit: 100 });
    await pool.ready();
    const bad = { lane: 'flow', template: 'bad' };
    const answers = await Promise.all(
      Array.from({ length: 30 }, () => pool.run(text(SLOW), bad).catch((error: Error) => error.message)),
    );
    expect(answers.filter((answer) => typeof answer !== 'string')).not.toHaveLength(0);
    // From now on it is refused without using a thread.
    for (let times = 0; times < 200; times += 1)
      expect(wordsOf(await pool.run(text(SLOW), bad))).toBe('the texts take too long to fill in');
    expect(wordsOf(await pool.run(text('good'), { lane: 'flow', template: 'good' }))).toBe('good');
  });
});

describe('a message whose rendering was stopped', () => {
  const busy = { code: 'rendering-busy' };

  it('is retried, and refused for good the third time', async () => {
    const pool = poolOf({ threads: 1, timeLimit: 50 });
    await pool.ready();
    const again = { lane: 'flow', again: 'message-1' };
    await expect(pool.run(text(SLOW), again)).rejects.toMatchObject(busy);
    await expect(pool.run(text(SLOW), again)).rejects.toMatchObject(busy);
    // The result of another message does not count for this one.
    await expect(pool.run(text(SLOW), { lane: 'flow', again: 'message-2' })).rejects.toMatchObject(busy);
    expect(wordsOf(await pool.run(text(SLOW), again))).toBe('the texts take too long to fill in');
  });

  it('is retried when the pool was closed in the middle, even without a template name', async () => {
    const pool = poolOf({ threads: 1 });
    await pool.ready();
    const message = pool.run(text(SLOW), { lane: 'flow', template: 'slow' });
    await Promise.all([expect(message).rejects.toMatchObject(busy), pool.close()]);
  });
});

describe('callers who wait', () => {
  it('take turns: one with many jobs never has all threads', async () => {
    const pool = poolOf();
    await pool.ready();
    const order: string[] = [];
    const much = Promise.allSettled(
      Array.from({ length: 4 }, () => pool.run(text(SLOW), alice).then(() => order.push('alice'))),
    );
    await pool.run(text('quick'), bob).then(() => order.push('bob'));
    // The second thread starts only when needed, and one of Alice's four jobs may end before that.
    expect(order.filter((one) => one === 'alice').length).toBeLessThan(3);
    await pool.close();
    await much;
  });

  it('are refused when too many of their jobs wait, without effect on others', async () => {
    const pool = poolOf({ waitingEach: 3 });
    const results = await Promise.allSettled(
      Array.from({ length: 20 }, () => pool.run(text('hello'), alice)),
    );
    const refused = results.filter((result) => result.status === 'rejected');
    expect(refused).toHaveLength(17);
    expect(refused[0]).toMatchObject({ reason: { code: 'rendering-busy' } });
    expect(wordsOf(await pool.run(text('hello'), bob))).toBe('hello');
  });

  it('get an error when no thread can start', async () => {
    const pool = poolOf({ file: '/nowhere/thread.mjs' });
    await expect(pool.ready()).rejects.toMatchObject({ code: 'rendering-failed' });
    await expect(pool.run(text('hello'), alice)).rejects.toMatchObject({ code: 'rendering-failed' });
  });

  it('share one pool in a process, however often it is opened', async () => {
    await Promise.all([openRenderPool({ timeLimit: 30_000 }), openRenderPool()]);
    const made = await Promise.all(
      Array.from({ length: 20 }, (_, at) => renderApart('sms', wanted({ text: `Hello ${at}` }), {}, alice)),
    );
    expect(made.map((sms) => sms.text)).toEqual(Array.from({ length: 20 }, (_, at) => `Hello ${at}`));
  });
});

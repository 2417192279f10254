// Renders a message that takes about half a second of work, again and again for as long as somebody reads a
// line and answers. Prints when it begins, and then the result and the time taken.
import { createInterface } from 'node:readline';
import { wanted } from '../../testing/render-here.ts';
import type { RenderJob } from '../jobs.ts';
import { createRenderPool } from '../render-pool.ts';

const pool = createRenderPool({
  threads: 1,
  timeLimit: 2_000,
  memoryLimit: 160,
  niceness: 0,
  waitingEach: 5,
  waitingAll: 5,
});
await pool.ready();
const job = (rounds: number): RenderJob => ({
  type: 'message',
  channel: 'sms',
  message: wanted({
    text: `{% for a in (1..${rounds}) %}{% for b in (1..100) %}{% if a == b %}{% endif %}{% endfor %}{% endfor %}done`,
  }),
  openUrl: undefined,
  mark: null,
});
async function timed(rounds: number) {
  const begun = performance.now();
  const answer = await pool.run(job(rounds), { lane: 'one' });
  const said = answer.ok ? (answer.result as { text: string }).text : String(answer.details['problem']);
  return { said, ms: performance.now() - begun };
}
await timed(50);
const { ms } = await timed(50);
for await (const _ of createInterface({ input: process.stdin })) {
  console.log('begins');
  console.log(JSON.stringify(await timed(Math.round((50 * 500) / ms))));
}
await pool.close();

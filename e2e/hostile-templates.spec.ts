import { hostileContents, type HostileContent } from '@millrace/content/testing';
import { product } from './product.ts';
import { expect, test } from './test.ts';

/** Asks how it is every 100 ms, and keeps how long each answer took. */
function watchHealth(path: string): { stop(): Promise<readonly number[]> } {
  const took: number[] = [];
  let over = false;
  const watching = (async () => {
    while (!over) {
      const begun = performance.now();
      await (await fetch(`${product.url()}${path}`)).text();
      took.push(performance.now() - begun);
      await new Promise((resolve) => setTimeout(resolve, Math.max(0, 100 - (performance.now() - begun))));
    }
  })();
  return {
    stop: async () => {
      over = true;
      await watching;
      return took;
    },
  };
}

test('two hundred hostile templates keep nobody waiting, and are answered with a sentence each', async ({ session }) => {
  test.setTimeout(300_000);
  const cookie = session.cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
  const ask = (path: string, body?: unknown) =>
    fetch(`${product.url()}/api/trpc/${path}`, {
      ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify({ json: body }) }),
      headers: { 'content-type': 'application/json', origin: product.url(), cookie },
    });
  const preview = async ({ channel, content }: HostileContent): Promise<{ status: number; body: string }> => {
    const answer = await ask('content.preview', { channel, content });
    return { status: answer.status, body: await answer.text() };
  };
  /** What is looked at before publishing runs the same texts. */
  const publish = async ({ name, channel, content }: HostileContent): Promise<{ status: number; body: string }> => {
    const message = { id: 'message', kind: channel === 'sms' ? 'send-sms' : 'send-email', version: 0, config: { content } };
    const trigger = { id: 'trigger', kind: 'event-trigger', version: 0, config: { event: 'signed-up', key: 'customer' } };
    const edge = { id: 'edge', from: 'trigger', port: 'next', to: 'message' };
    const graph = { schemaVersion: 1, subject: 'customer', settings: {}, nodes: [trigger, message], edges: [edge] };
    const made = await ask('flows.create', { name: name.slice(0, 80), graph });
    if (made.status !== 200) return { status: made.status, body: await made.text() };
    const { id } = ((await made.json()) as { result: { data: { json: { id: string } } } }).result.data.json;
    const answer = await ask('flows.publish', { id });
    return { status: answer.status, body: await answer.text() };
  };
  const health = [watchHealth('/api/health'), watchHealth('/api/health/live')];

  const waiting = [...hostileContents()];
  expect(waiting.length).toBeGreaterThanOrEqual(200);
  const answers: { name: string; status: number; body: string }[] = [];
  const attacker = async () => {
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      answers.push({ name: next.name, ...(await preview(next)) });
      if (waiting.length % 5 === 0) answers.push({ name: `${next.name}, published`, ...(await publish(next)) });
    }
  };
  await Promise.all(Array.from({ length: 8 }, attacker));

  for (const { name, status, body } of answers) {
    // Rendered after all, refused with what is wrong, or told to wait: never broken.
    expect([200, 422, 503], `${name}: ${body.slice(0, 300)}`).toContain(status);
    if (status !== 200) expect(body, name).toMatch(/cannot be rendered|cannot be used|being rendered at once|flow-has-problems/);
  }
  const took = (await Promise.all(health.map((one) => one.stop()))).flat();
  // On a quiet machine none takes 100 ms. How late one is on a busy machine says nothing of templates; that one hangs does: in
  // the process that serves, a single one of these texts kept everybody waiting for minutes.
  expect(took.length).toBeGreaterThan(100);
  expect(Math.max(...took)).toBeLessThan(5_000);
  expect((await preview({ name: 'honest', channel: 'sms', content: { text: 'Hello' } })).status).toBe(200);
});

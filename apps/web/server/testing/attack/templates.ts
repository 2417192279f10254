import { hostileContents, type HostileContent } from '@millrace/content/testing';
import { headersOf } from './ask.ts';
import type { Attack } from './every-call.ts';
import type { RoundReport } from './rounds.ts';
import type { Answered } from './target.ts';

/** Requests at the same time. */
const LANES = 8;
/** Allowed statuses: rendered, refused with a reason, or asked to wait. */
const ANSWERS = [200, 422, 503];
const SENTENCES = /cannot be rendered|cannot be used|being rendered at once|flow-has-problems/;

/** Sends templates that are written to slow down rendering: all as previews, and every fifth to be published. */
export async function hostileTemplates({ target, owner }: Attack): Promise<RoundReport> {
  const call = (path: string, input: unknown): Promise<Answered> =>
    target.send({
      method: 'POST',
      path: `/api/trpc/${path}`,
      headers: headersOf(target, owner),
      body: JSON.stringify({ json: input }),
    });
  const preview = ({ channel, content }: HostileContent) => call('content.preview', { channel, content });
  const publish = async ({ name, channel, content }: HostileContent) => {
    const message = {
      id: 'message',
      kind: channel === 'sms' ? 'send-sms' : 'send-email',
      version: 0,
      config: { content },
    };
    const trigger = {
      id: 'trigger',
      kind: 'event-trigger',
      version: 0,
      config: { event: 'signed-up', key: 'customer' },
    };
    const edge = { id: 'edge', from: 'trigger', port: 'next', to: 'message' };
    const graph = {
      schemaVersion: 1,
      subject: 'customer',
      settings: {},
      nodes: [trigger, message],
      edges: [edge],
    };
    const made = await call('flows.create', { name: name.slice(0, 80), graph });
    if (made.status !== 200) return made;
    const { id } = (JSON.parse(made.text) as { result: { data: { json: { id: string } } } }).result.data.json;
    return call('flows.publish', { id });
  };

  const faults: string[] = [];
  let asked = 0;
  const judge = (what: string, { status, text }: Answered) => {
    asked += 1;
    if (!ANSWERS.includes(status)) faults.push(`${what}: status ${status} ${text.slice(0, 200)}`);
    else if (status !== 200 && !SENTENCES.test(text))
      faults.push(`${what}: ${status} without a sentence: ${text.slice(0, 200)}`);
  };
  const waiting = [...hostileContents()];
  const all = waiting.length;
  const lane = async () => {
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      judge(next.name, await preview(next));
      if (waiting.length % 5 === 0) judge(`${next.name}, published`, await publish(next));
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  if (all < 200) faults.push(`there are only ${all} hostile templates`);
  const honest = await preview({ name: 'honest', channel: 'sms', content: { text: 'Hello' } });
  if (honest.status !== 200) faults.push(`an honest template afterwards: status ${honest.status}`);
  return { asked: asked + 1, faults };
}

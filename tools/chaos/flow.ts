import { emailChannel } from '@millrace/channels';
import type { Product } from './product.ts';

/**
 * Publishes a flow that sends to everybody who signs up, every two seconds, and that no guardrail holds.
 * @param messages number of messages to each person
 */
export async function publishFlow({ api }: Product, messages = 1): Promise<void> {
  const asked = async (method: 'POST' | 'PUT', path: string, body: unknown): Promise<unknown> => {
    const answer = await api(method, path, body);
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
    return answer.json();
  };
  await asked('PUT', '/guardrails', { 'quiet-hours': { on: false }, 'frequency-cap': { on: false } });
  const nodes = [
    { id: 'trigger', kind: 'event-trigger', version: 0, config: { event: 'signed-up', key: 'customer' } },
    ...Array.from({ length: messages }, (_, number) => [
      {
        id: `wait-${number}`,
        kind: 'wait',
        version: 0,
        config: { duration: { amount: 2 / 60, unit: 'minutes' } },
      },
      { id: `mail-${number}`, kind: 'send-email', version: 0, config: { content: emailChannel.example } },
    ]).flat(),
    { id: 'end', kind: 'end', version: 0, config: {} },
  ];
  const edges = nodes
    .slice(1)
    .map((to, index) => ({ id: `edge-${index}`, from: nodes[index]?.id, port: 'next', to: to.id }));
  const graph = { schemaVersion: 2, subject: 'customer', settings: { holdout: 0 }, nodes, edges };
  const flow = (await asked('POST', '/flows', { name: 'Chaos', graph })) as { id: string };
  await asked('POST', `/flows/${flow.id}/publish`, {});
}

import { emailChannel } from '@millrace/channels';

/** Three waits of this many personal milliseconds, with an e-mail after each. */
export function touchesGraph(pause: number): unknown {
  const nodes = [
    {
      id: 'trigger',
      kind: 'event-trigger',
      version: 0,
      config: { event: 'signed-up', key: 'customer', reentry: { rule: 'always' } },
    },
    ...[1, 2, 3].flatMap((touch) => [
      {
        id: `wait-${touch}`,
        kind: 'wait',
        version: 0,
        config: { duration: { amount: pause / 60_000, unit: 'minutes' } },
      },
      { id: `mail-${touch}`, kind: 'send-email', version: 0, config: { content: emailChannel.example } },
    ]),
    { id: 'end', kind: 'end', version: 0, config: {} },
  ];
  const edges = nodes
    .slice(1)
    .map((to, index) => ({ id: `edge-${index}`, from: nodes[index]?.id, port: 'next', to: to.id }));
  return { schemaVersion: 2, subject: 'customer', settings: { holdout: 0 }, nodes, edges };
}

import { emailChannel, smsChannel } from '@millrace/channels';

/** Small graphs for tests. */
type Config = Record<string, unknown>;
export interface Drawn {
  readonly id: string;
  readonly kind: string;
  readonly config: Config;
}

export const node = (id: string, kind: string, config: Config = {}): Drawn => ({ id, kind, config });
export const email = (id: string, config: Config = {}): Drawn =>
  node(id, 'send-email', { content: emailChannel.example, ...config });
export const sms = (id: string, config: Config = {}): Drawn =>
  node(id, 'send-sms', { content: smsChannel.example, ...config });
export const wait = (id: string, amount: number, unit: 'minutes' | 'hours' | 'days'): Drawn =>
  node(id, 'wait', { duration: { amount, unit } });
export const cartTrigger = (config: Config = {}): Drawn =>
  node('trigger', 'event-trigger', {
    event: 'cart-abandoned',
    key: 'cart',
    reentry: { rule: 'once-per-key' },
    exits: [{ event: 'order-placed', match: 'cart' }],
    ...config,
  });

/** Nodes in sequence, joined by their `next` port; further edges as `from:port>to`. */
export function graphOf(
  nodes: readonly Drawn[],
  settings: Config = { holdout: 0 },
  edges?: readonly string[],
) {
  const drawn = edges ?? nodes.slice(1).map((to, index) => `${(nodes[index] as Drawn).id}:next>${to.id}`);
  return {
    schemaVersion: 2,
    subject: 'customer',
    settings,
    nodes: nodes.map((item) => ({ ...item, version: 0 })),
    edges: drawn.map((edge, index) => {
      const [, from, port, to] = /^(.+):(.+)>(.+)$/.exec(edge) as RegExpExecArray;
      return { id: `edge-${index}`, from, port, to };
    }),
  };
}

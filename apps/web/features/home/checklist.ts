/** What the checklist of the first ten minutes is read from. */
export interface Begun {
  readonly demo: boolean;
  readonly alive: boolean;
  readonly flows: readonly { readonly id: string; readonly liveVersion: number | null }[];
  readonly sent: boolean;
  readonly readMessage: boolean;
  readonly ownStore: boolean;
}

export interface Step {
  readonly id: 'alive' | 'clone' | 'publish' | 'read' | 'connect';
  readonly title: string;
  readonly help: string;
  readonly href: string;
  readonly done: boolean;
}

/** The first steps, in order, each done or not by what is really there. */
export function firstSteps({ demo, alive, flows, sent, readMessage, ownStore }: Begun): readonly Step[] {
  const drawn = flows[0];
  const live = flows.some((flow) => flow.liveVersion !== null);
  return [
    ...(demo
      ? [
          {
            id: 'alive' as const,
            title: 'See the demo shop alive',
            help: 'People look, fill carts and leave them; the stream on this page shows it.',
            href: '#stream',
            done: alive,
          },
        ]
      : []),
    {
      id: 'clone',
      title: 'Take a flow from the gallery',
      help: '“Abandoned cart, AI” is a good first one.',
      href: '/gallery',
      done: drawn !== undefined,
    },
    {
      id: 'publish',
      title: 'Publish it',
      help: 'Look at it on the canvas, change what you like, press Publish.',
      href: drawn ? `/flows/${drawn.id}` : '/flows',
      done: live,
    },
    {
      id: 'read',
      title: 'Read a message as a customer gets it',
      help: sent
        ? 'With no provider connected, messages are kept in the message log and reach nobody.'
        : 'The first one is in the message log a little after somebody leaves a cart.',
      href: '/messages',
      done: readMessage && sent,
    },
    {
      id: 'connect',
      title: 'Connect your own store',
      help: 'Shopify takes a few minutes; anything else by its events.',
      href: '/settings/connections',
      done: ownStore,
    },
  ];
}

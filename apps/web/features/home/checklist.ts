/** What the checklist of the first ten minutes depends on. */
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

/** The first steps in order, each with whether it is done. */
export function firstSteps({ demo, alive, flows, sent, readMessage, ownStore }: Begun): readonly Step[] {
  const drawn = flows[0];
  const live = flows.some((flow) => flow.liveVersion !== null);
  return [
    ...(demo
      ? [
          {
            id: 'alive' as const,
            title: 'Watch the demo shop',
            help: 'Shoppers browse, fill carts and leave them. The stream on this page shows it.',
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
      help: 'Open it on the canvas, change what you like, then publish it.',
      href: drawn ? `/flows/${drawn.id}` : '/flows',
      done: live,
    },
    {
      id: 'read',
      title: 'Read a message as a customer sees it',
      help: sent
        ? 'Without a provider, messages stay in the message log and are not delivered.'
        : 'The first one appears in the message log soon after a cart is abandoned.',
      href: '/messages',
      done: readMessage && sent,
    },
    {
      id: 'connect',
      title: 'Connect your own store',
      help: 'Shopify takes a few minutes. Other stores send events to the API.',
      href: '/settings/connections',
      done: ownStore,
    },
  ];
}

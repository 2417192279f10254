import { describe, expect, it } from 'vitest';
import { channelById } from '@millrace/channels';
import { kinds } from '@millrace/nodes';
import { TEMPLATES } from '@millrace/templates';
import { renderMessage } from './render-message.ts';
import { wanted } from './testing/render-here.ts';
import { sampleView } from './view/sample-view.ts';
import type { ContentView } from './view/content-view.ts';

/** Somebody of whom little is known, at a store that has said little: each value that can be missing is. */
function bareView(): ContentView {
  const full = sampleView();
  const line = { title: 'Linen shirt', price: 6_900, currency: 'USD', image: null, url: null, quantity: 1 };
  return {
    ...full,
    customer: {
      ...full.customer,
      firstName: null,
      lastName: null,
      phone: null,
      city: null,
      country: null,
      language: null,
      tags: [],
      ordersCount: 1,
      points: 0,
      tier: null,
      lastOrderAt: null,
    },
    cart: full.cart && { ...full.cart, firstTitle: null, recoveryUrl: null, lines: [line] },
    order: full.order && { ...full.order, number: null, lines: [line] },
    product: full.product && {
      ...full.product,
      title: '',
      price: null,
      compareAtPrice: null,
      stock: null,
      category: null,
      vendor: null,
      url: null,
      image: null,
    },
    event: full.event && { ...full.event, value: null, properties: {} },
    store: { ...full.store, freeShippingFrom: null },
    discount: full.discount && { ...full.discount, expiresAt: null, minimum: null },
    decision: {},
    recommendations: [],
  };
}

const messages = TEMPLATES.flatMap(({ id, graph }) =>
  graph.nodes.flatMap((node) => {
    const channel = channelById(kinds[node.kind]?.channel ?? '');
    return channel
      ? [{ name: `${id}: ${node.name ?? node.id}`, channel, content: node.config?.['content'] }]
      : [];
  }),
);

/** Words that stand where a value was missing and do not fit what is around them. */
const AMISS = [
  /\b(?:on|until|by|before) (?:soon|in|a few|some|shortly)\b/i,
  /\b(?:your|of) order of yours\b|\b(?:your|the) (?:your|the)\b/i,
  /\b(\w+) \1\b/i,
  /undefined|null|NaN|\[object|\{\{|\}\}|\{%/,
  /[(“"'] *[)”"']/,
  / [.,;:!?](?:\s|$)|[.,;:!?]{2}/,
  /\$0\.00/,
];

describe.each(messages)('$name', ({ channel, content }) => {
  it('reads well for somebody of whom little is known', async () => {
    const { subject, preheader, text } = await renderMessage(
      channel,
      wanted(content, { view: bareView(), purpose: 'marketing' }),
      {},
    );
    const words = [subject, preheader, ...text.split('\n')].filter((one) => one !== null);
    const own = words.map((line) => line.replace(/https?:\S+/g, ''));
    if (process.env['SHOW']) console.log(words.join('\n') + '\n-----');
    expect(
      own.flatMap((line) =>
        AMISS.flatMap((amiss) => line.match(amiss)?.[0] ?? []).map((bad) => `${bad}: ${line}`),
      ),
    ).toEqual([]);
    if (subject !== null) expect(subject.trim()).toMatch(/^\S.*\S$/);
  });
});

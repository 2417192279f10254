import { graphSchema } from '@millrace/flow';
import { kinds } from '@millrace/nodes';
import { templates } from '@millrace/templates';
import { expect, it } from 'vitest';
import { messagesOf } from './messages-of.ts';
import { templateCards } from '../../server/catalogue/gallery.ts';
import { needState, readinessLine } from './readiness.ts';
import { CATEGORIES, factsOf, sourceOf } from './template-words.ts';

const store = {
  events: ['cart-abandoned'],
  channels: [{ channel: 'email', consented: 4_120 }],
  products: 60,
  productsWithCost: 12,
  able: ['web-request'],
  tiers: ['Silver'],
};
const event = { what: 'event', name: 'product-viewed', sentence: 'Product views come in.' } as const;

it('says for each need whether this store has it, and how much', () => {
  expect(needState({ what: 'event', name: 'cart-abandoned', sentence: '' }, store)?.state).toBe('here');
  expect(needState(event, store)?.state).toBe('missing');
  expect(needState({ what: 'consent', name: 'email', sentence: '' }, store)).toEqual({
    state: 'here',
    sentence: '4,120 people',
  });
  expect(needState({ what: 'cost', name: 'products', sentence: '' }, store)).toEqual({
    state: 'part',
    sentence: '12 of 60 products',
  });
});

it('does not miss what Millrace finds by itself, nor what a template can do without', () => {
  const low = { what: 'event', name: 'product-stock-low', sentence: '' } as const;
  expect(needState(low, store)).toEqual({ state: 'part', sentence: 'Found when it happens' });
  expect(needState({ ...event, isOptional: true }, store)).toEqual({
    state: 'part',
    sentence: 'None received yet',
  });
  expect(readinessLine([low, { ...event, isOptional: true }], store)?.ready).toBe(true);
});

it('says which connected system can do what the steps need', () => {
  const codes = {
    what: 'capability',
    name: 'make-code',
    sentence: 'A connected system that can make discount codes.',
  } as const;
  expect(needState(codes, store)).toEqual({
    state: 'missing',
    sentence: 'No connected system can',
    href: '/settings/connections?can=make-code',
  });
  expect(readinessLine([event, codes], store)).toMatchObject({
    ready: false,
    words: 'Not there yet: events “Viewed a product”, a connected system that can make discount codes',
    href: '/settings/connections?can=make-code',
  });
  expect(needState(codes, { ...store, able: ['make-code'] })?.state).toBe('here');
});

it('says whether a loyalty tier is there, and where to add it', () => {
  const gold = { what: 'tiers', name: 'Gold', sentence: '' } as const;
  expect(needState(gold, store)).toMatchObject({ state: 'missing', href: '/settings/store' });
  expect(needState(gold, { ...store, tiers: ['gold'] })?.state).toBe('here');
  expect(readinessLine([gold], store)?.words).toBe('Not there yet: a loyalty tier called Gold');
});

it('says how each template is judged, and by whom', () => {
  for (const card of templateCards()) {
    const facts = new Map(factsOf(card).map(({ name, words }) => [name, words]));
    expect(facts.get('Owner'), card.id).toMatch(/^[A-Z]/);
    expect(facts.get('Review'), card.id).toMatch(/^After \d+ days/);
    if (card.subject !== 'store') expect(facts.get('Success metric'), card.id).toMatch(/within \d+ day/);
    expect(CATEGORIES[card.category], card.id).toBeDefined();
  }
  expect(sourceOf(null)).toBe('No figure that we could check.');
});

it('says nothing about a store before its answer', () => {
  expect(needState(event, undefined)).toBeNull();
  expect(readinessLine([event], undefined)).toBeNull();
});

it('names missing needs on the card', () => {
  expect(readinessLine([event, { what: 'consent', name: 'sms', sentence: '' }], store)).toEqual({
    ready: false,
    words: 'Not there yet: events “Viewed a product”, customers who agreed to texts',
  });
  expect(readinessLine([], store)?.ready).toBe(true);
});

it('lists the messages of a flow in the order people come to them', () => {
  const graph = graphSchema.parse(templates['abandoned-cart-classic']!.graph);
  const messages = messagesOf(graph, kinds);
  expect(messages.length).toBe(graph.nodes.filter((node) => node.kind.startsWith('send-')).length);
  expect(messages.every((message) => message.content !== undefined)).toBe(true);
});

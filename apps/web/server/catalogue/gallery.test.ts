import { CONNECTORS } from '@millrace/connectors';
import { ACT_CAPABILITIES } from '@millrace/connectors/acts';
import { kinds } from '@millrace/nodes';
import { TEMPLATES } from '@millrace/templates';
import { expect, it } from 'vitest';
import { templateCards } from './gallery.ts';

const ours = new Set(CONNECTORS.flatMap(({ builtIn, acts }) => (builtIn ? Object.keys(acts ?? {}) : [])));

it('each template says which connected systems its steps need, read from the steps', () => {
  const cards = new Map(templateCards().map((card) => [card.id, card]));
  for (const { id, graph } of TEMPLATES) {
    const asked = new Set(
      graph.nodes.flatMap(({ kind, config }) =>
        (kinds[kind]?.asks?.(kinds[kind].config.parse(config ?? {}) as never) ?? []).map(
          ({ capability }) => capability,
        ),
      ),
    );
    const needs = cards.get(id)!.needs.filter(({ what }) => what === 'capability');
    for (const one of ours) asked.delete(one);
    expect(new Set(needs.map(({ name }) => name)), id).toEqual(asked);
    for (const { name, sentence } of needs)
      expect(sentence).toContain(ACT_CAPABILITIES.find((one) => one.id === name)!.words);
  }
  expect(cards.get('abandoned-cart-classic')!.needs.map(({ name }) => name)).toContain('make-code');
  const label = cards.get('returns-and-exchanges')!.needs.find(({ name }) => name === 'make-label');
  expect(label).toMatchObject({ isOptional: true, sentence: expect.stringContaining('a task') as string });
});

it('the cards are summaries: small enough for a page of thirty, with a picture and without messages', () => {
  const cards = templateCards();
  for (const card of cards) {
    const text = JSON.stringify(card);
    expect([card.id, text.length < 8_000]).toEqual([card.id, true]);
    expect(text).not.toContain('"blocks"');
    expect(card.picture.nodes).toHaveLength(card.nodes);
    const ids = new Set(card.picture.nodes.map(({ id }) => id));
    for (const { from, to } of card.picture.edges) expect([ids.has(from), ids.has(to)]).toEqual([true, true]);
  }
});

import { ACT_CAPABILITIES } from '@millrace/connectors/acts';
import { kinds } from '@millrace/nodes';
import { TEMPLATES } from '@millrace/templates';
import { expect, it } from 'vitest';
import { templateCards } from './gallery.ts';

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
    expect(new Set(needs.map(({ name }) => name)), id).toEqual(asked);
    for (const { name, sentence } of needs)
      expect(sentence).toContain(ACT_CAPABILITIES.find((one) => one.id === name)!.words);
  }
  expect(cards.get('abandoned-cart-classic')!.needs.map(({ name }) => name)).toContain('make-code');
});

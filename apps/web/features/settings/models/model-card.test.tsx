import { DECISION_MODELS, readLearned, type DecisionModel } from '@millrace/decisions';
import { toyModel } from '@millrace/decisions/testing';
import { seededRandom } from '@millrace/measure';
import type { ModelView } from '@millrace/services/models';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { ModelCard } from './model-card.tsx';

const context = {
  now: Date.UTC(2026, 9, 14),
  store: {
    name: '',
    currency: 'USD',
    zone: 'UTC',
    url: '',
    marginFloor: 0,
    assumedCostShare: 0.5,
    shippingCost: 0,
    freeShippingFrom: null,
  },
  abandonedAfter: 900_000,
};

/** The card from the verb, for a model that has learned from its own example, or for one that has not. */
function told(model: DecisionModel, learns: boolean, drift: ModelView['drift'] = null): ModelView {
  const samples = model.samples(learns ? model.examplePast(seededRandom(5)) : [], context);
  const { parameters, report, reason } = model.train(samples, context);
  const learned = readLearned(model, { parameters, report: { ...(report as object), reason, drift } });
  return {
    id: model.id,
    title: model.card.title,
    sentence: model.card.sentence,
    isUsed: learned.isUsed,
    empty: learned.isUsed
      ? null
      : { ...model.card.empty, sentence: learned.reason ?? model.card.empty.sentence },
    rule: model.rule,
    looksAt: [...model.looksAt],
    source: model.source,
    checkedBy: model.checkedBy,
    content: learned.content,
    drift: learned.drift,
    samples: samples.length,
    trainedAt: null,
    triedAt: null,
  };
}

const markup = (view: ModelView) => renderToStaticMarkup(<ModelCard model={view} currency="USD" />);

describe.each(Object.values({ ...DECISION_MODELS, [toyModel.id]: toyModel }))('the card of $id', (model) => {
  it('says what it is about, and the reason while nothing is learned', () => {
    const view = told(model, false);
    const card = markup(view);
    expect(card).toContain('Rule in use');
    for (const said of [view.looksAt[0], view.checkedBy]) expect(card).toContain(said?.slice(0, 12));
    expect(card).toContain(view.empty?.sentence.slice(0, 20));
  });

  it('shows every part of what was learned', () => {
    const view = told(model, true);
    const card = markup(view);
    expect(view.isUsed).toBe(true);
    for (const part of view.content.parts) {
      if (part.part === 'text') expect(card).toContain(part.text.slice(0, 12));
      if (part.part === 'table') expect(card).toContain(`aria-label="${part.label}"`);
      if (part.part === 'figures') for (const { value } of part.figures) expect(card).toContain(value);
      if (part.part === 'reliability') expect(card).toContain('role="img"');
    }
  });

  it('says when it got worse', () => {
    const card = markup(told(model, true, { gotWorse: true, sentence: 'It got worse: nobody comes.' }));
    expect(card).toContain('Got worse');
    expect(card).toContain('It got worse: nobody comes.');
  });
});

it('writes amounts in the currency of the store', () => {
  expect(markup(told(toyModel, true))).toMatch(/\$\s*12\.50/);
});

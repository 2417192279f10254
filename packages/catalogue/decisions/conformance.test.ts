import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { canonicalJson, DAY, readDate, type Json } from '@millrace/base';
import type { FactMeaning, Facts } from '@millrace/flow';
import { seededRandom } from '@millrace/measure';
import { templateModel } from './_template/model.ts';
import {
  decidedFacts,
  DECISION_MODELS,
  modelsFor,
  policySentence,
  predictedFacts,
  readForecast,
  readLearned,
  readPolicies,
} from './kinds.ts';
import type { CardPart, DecisionModel, TrainingContext } from './kinds.ts';
import { EXAMPLE_PRODUCTS, exampleFacts, EXAMPLE_NOW } from './testing/example.ts';
import { shopper } from './testing/simulated-shop.ts';

const here = fileURLToPath(new URL('.', import.meta.url));
const NOT_MODELS = ['_template', 'fixtures', 'node_modules', 'testing'];
const ALL: Readonly<Record<string, DecisionModel>> = { ...DECISION_MODELS, _template: templateModel };

test('the list has exactly the existing folders', () => {
  const folders = readdirSync(here, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.') && !NOT_MODELS.includes(entry.name))
    .map((entry) => entry.name);
  expect(Object.keys(DECISION_MODELS).sort()).toEqual(folders.sort());
});

test('no two models predict the same fact of people', () => {
  const names = Object.values(DECISION_MODELS).flatMap(({ predicts }) => Object.keys(predicts?.facts ?? {}));
  expect(Object.keys(predictedFacts(DECISION_MODELS)).sort()).toEqual(
    names.map((name) => `customer.predicted.${name}`).sort(),
  );
  expect(new Set(names).size).toBe(names.length);
});

test('no two models set the same fact, and each reads only existing models', () => {
  const names = Object.values(DECISION_MODELS).flatMap((model) => Object.keys(model.facts));
  expect(new Set(names).size).toBe(names.length);
  expect(Object.keys(decidedFacts(DECISION_MODELS)).sort()).toEqual(names.sort());
  for (const model of Object.values(DECISION_MODELS))
    expect(Object.keys(DECISION_MODELS)).toEqual(expect.arrayContaining([...modelsFor(model)]));
});

const sentence = /^[A-Z“0-9].*[.!?]$/s;
const noSlips = /NaN|undefined|null|Infinity|\[object/;
const context: TrainingContext = { now: EXAMPLE_NOW, store: exampleFacts().store, abandonedAfter: 900_000 };

/** The model's parameters from its own example, as they would be read back from the database. */
function learnedBy(model: DecisionModel) {
  const training = model.train(model.samples(model.examplePast(seededRandom(11)), context), context);
  return { ...training, stored: JSON.parse(JSON.stringify(training.parameters)) as Json };
}

function fits(value: Json | undefined, { type, options }: FactMeaning): boolean {
  if (type === 'choice') return (options ?? []).some((option) => option.value === value);
  if (type === 'text') return typeof value === 'string';
  if (type === 'boolean') return typeof value === 'boolean';
  if (type === 'list') return Array.isArray(value);
  if (type === 'instant') return readDate(value)?.kind === 'day';
  return (
    typeof value === 'number' && Number.isFinite(value) && (type !== 'share' || (value >= 0 && value <= 1))
  );
}

function wordsOf(part: CardPart): readonly string[] {
  if (part.part === 'text') return [part.text];
  if (part.part === 'figures')
    return part.figures.flatMap((figure) => [figure.name, figure.value, figure.measure, figure.meaning]);
  if (part.part === 'table')
    return [
      part.label,
      ...part.columns.map((column) => column.header),
      ...part.rows.flat().map((cell) => JSON.stringify(cell)),
    ];
  return [part.of, part.foretold, part.happened, ...part.bins.map((bin) => JSON.stringify(bin))];
}

describe.each(Object.entries(ALL))('the model %s', (id, model) => {
  const learned = learnedBy(model);
  const decide = (facts: Facts, draw: number) => model.decide(facts, draw, EXAMPLE_PRODUCTS);

  test('says in words what it does, its source and its rule', () => {
    expect(model.id).toBe(id);
    for (const words of [
      model.summary,
      model.source,
      model.rule,
      model.checkedBy,
      model.card.sentence,
      model.card.empty.sentence,
    ])
      expect(words).toMatch(sentence);
    expect(model.card.title).toMatch(/\?$/);
    expect(model.looksAt.length).toBeGreaterThan(0);
    for (const { what, count } of model.minimum) {
      expect(what).not.toBe('');
      expect(count).toBeGreaterThan(0);
    }
    for (const { label, type, options } of Object.values(model.facts)) {
      expect(label).toMatch(/^[a-z]/);
      expect(options !== undefined).toBe(type === 'choice');
    }
  });

  test('has a page that explains it to a marketer', () => {
    expect(existsSync(`${here}${id}/docs.md`)).toBe(true);
    const page = readFileSync(`${here}${id}/docs.md`, 'utf8');
    for (const heading of [
      'What it looks at',
      'While there is too little to learn from',
      'How it learns',
      'How to tell that it is right',
      'What can go wrong',
    ]) {
      expect(page).toContain(`## ${heading}`);
    }
  });

  test('learns from its own example, and its parameters are the same when read back', () => {
    expect(learned.reason).toBeNull();
    expect(model.parameters.parse(learned.stored)).toEqual(learned.parameters);
    expect(model.report.parse(JSON.parse(JSON.stringify(learned.report)))).toEqual(learned.report);
  });

  test('decides by its parameters', () => {
    expect(decide(exampleFacts({ models: { [id]: learned.stored } }), 0.5).record.by).toBe('model');
  });

  test('compares other ways of deciding in words, with what ran first, and reads back what is stored', () => {
    const past = model.examplePast(seededRandom(14));
    const reports = model.policies?.(past) ?? [];
    expect(model.policies === undefined || (model.reward !== null && reports.length > 0)).toBe(true);
    expect(readPolicies(JSON.parse(JSON.stringify(reports)))).toEqual(reports);
    expect(model.policies?.([]) ?? []).toEqual([]);
    for (const report of reports) {
      expect(policySentence(report, String)).toMatch(sentence);
      expect(report.policies.map((policy) => policy.id)[0]).toBe('as-it-ran');
      expect(new Set(report.policies.map((policy) => policy.id)).size).toBe(report.policies.length);
      for (const policy of report.policies) {
        expect(policy.title).not.toMatch(noSlips);
        expect(policy.sentence).toMatch(sentence);
        expect(policy.refusal ?? 'It is known.').toMatch(sentence);
        expect(policy.refusal === null).toBe(policy.value !== null);
      }
    }
  });

  test('learns nothing without history, and says why in a sentence', () => {
    const { parameters, report, reason } = model.train(model.samples([], context), context);
    expect(parameters).toBeNull();
    expect(reason).toMatch(sentence);
    expect(model.report.parse(JSON.parse(JSON.stringify(report)))).toEqual(report);
  });

  test('decides by its rule when it is not trained or its stored parameters are unusable', () => {
    for (const stored of [
      undefined,
      null,
      'text',
      7,
      [],
      {},
      { version: 99 },
      { version: 1, columns: ['other'], options: {} },
    ]) {
      const models: Facts['models'] = stored === undefined ? {} : { [id]: stored as Json };
      expect(decide(exampleFacts({ models }), 0.5).record.by).toBe('rule');
      expect(readLearned(model, { parameters: stored, report: {} }).isUsed).toBe(false);
    }
  });

  test.each(['by its rule', 'by its parameters'])(
    'every decision %s has probabilities that add up, an explanation, and exactly its facts',
    (how) => {
      const models = how === 'by its rule' ? {} : { [id]: learned.stored };
      fc.assert(
        fc.property(
          fc.integer({ min: 0, max: 100_000 }),
          fc.double({ min: 0, max: 0.999999, noNaN: true }),
          (seed, draw) => {
            const facts = { ...shopper(seededRandom(seed), seed), models };
            const { record, sets } = decide(facts, draw);
            expect(record.model).toBe(id);
            expect(record.options.reduce((sum, option) => sum + option.probability, 0)).toBeCloseTo(1, 9);
            expect(record.options.find((option) => option.id === record.chosen)?.probability).toBeGreaterThan(
              0,
            );
            expect(Object.keys(sets).sort()).toEqual(Object.keys(model.facts).sort());
            for (const [name, meaning] of Object.entries(model.facts))
              expect([name, fits(sets[name], meaning)]).toEqual([name, true]);
            expect(JSON.parse(canonicalJson(record))).toEqual(record);
            expect(decide(facts, draw)).toEqual({ record, sets });

            // Read back, it has the same explanation.
            const told = model.explain(JSON.parse(canonicalJson(record)), 'EUR');
            expect(told.sentences.length).toBeGreaterThan(0);
            for (const words of told.sentences) expect(words).toMatch(sentence);
            expect(Object.keys(told.options).sort()).toEqual(
              record.options.map((option) => option.id).sort(),
            );
            const words = [
              model.headline(record.chosen, String),
              ...told.sentences,
              ...Object.values(told.options),
            ];
            for (const said of [...words, ...told.known.flatMap(({ name, value }) => [name, value])]) {
              expect(said).not.toBe('');
              expect(said).not.toMatch(noSlips);
            }
          },
        ),
      );
    },
  );

  test('explains records of other releases without an error', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.string(), (inputs, chosen) => {
        const record = {
          by: 'rule' as const,
          inputs: inputs as Record<string, Json>,
          options: [],
          chosen,
          score: null,
          explanation: [],
        };
        expect(model.explain(record, 'EUR').sentences).toEqual([]);
        expect(typeof model.headline(chosen, String)).toBe('string');
      }),
    );
  });

  test('decides even for a person with almost no facts', () => {
    const stranger = exampleFacts({
      cart: null,
      store: { marginFloor: 0, shippingCost: 0 },
      customer: {
        ordersCount: 0,
        averageOrder: 0,
        totalSpent: 0,
        firstOrderAt: null,
        lastOrderAt: null,
        discountShare: null,
        orderGapDays: null,
        zone: 'Nowhere/Atall',
      },
    });
    for (const models of [{}, { [id]: learned.stored }])
      expect(
        model.decide({ ...stranger, models }, 0).record.explanation.every((words) => sentence.test(words)),
      ).toBe(true);
  });

  test('predicts facts of their types for people in its history, and tells them in sentences', () => {
    const { predicts } = model;
    if (!predicts) return;
    const samples = model.samples(model.examplePast(seededRandom(11)), context);
    const people = predicts.people(learned.parameters, samples, context);
    const some = new Map<string, number>();
    for (const { values } of people)
      for (const [name, value] of Object.entries(values)) {
        expect([name, fits(value, predicts.facts[name]!)]).toEqual([name, true]);
        some.set(name, (some.get(name) ?? 0) + 1);
      }
    expect([...some.keys()].sort()).toEqual(Object.keys(predicts.facts).sort());
    expect(new Set(people.map(({ customerId }) => customerId)).size).toBe(people.length);
    const random = seededRandom(4);
    for (const fact of Object.values(predicts.facts)) {
      expect(fact.label).toMatch(/^[a-z]/);
      expect(fits(fact.sample(random, EXAMPLE_NOW), fact)).toBe(true);
    }
    for (const one of samples.slice(0, 100)) {
      const told = predicts.tell(learned.parameters, one, context);
      expect(told.length).toBeGreaterThan(0);
      for (const words of told) {
        expect(words).toMatch(sentence);
        expect(words).not.toMatch(noSlips);
      }
      expect(predicts.tell(learned.parameters, one, context)).toEqual(told);
    }
  });

  test('foretells products in its history by its parameters, and by its rule', () => {
    const { forecasts } = model;
    if (!forecasts) return;
    const samples = model.samples(model.examplePast(seededRandom(11)), context);
    for (const [parameters, by] of [
      [learned.parameters, 'model'],
      [null, 'rule'],
    ] as const) {
      const products = forecasts.products(parameters, samples, context);
      expect(products.length).toBeGreaterThan(0);
      expect(new Set(products.map(({ productId }) => productId)).size).toBe(products.length);
      expect(products.some(({ forecast }) => forecast.by === by)).toBe(true);
      for (const { forecast } of products) {
        expect(readForecast(JSON.parse(JSON.stringify(forecast)))).toEqual(forecast);
        expect(forecast.sentence).toMatch(sentence);
        expect(forecast.sentence).not.toMatch(noSlips);
        expect(forecast.lower).toBeLessThanOrEqual(forecast.perDay);
        expect(forecast.upper).toBeGreaterThanOrEqual(forecast.perDay);
      }
    }
    expect(forecasts.products(null, [], context)).toEqual([]);
  });

  test('shows its report on its card, and the reason while there is none', () => {
    const shown = readLearned(model, {
      parameters: learned.stored,
      report: { ...(learned.report as object), reason: null, drift: null },
    });
    expect(shown).toMatchObject({ isUsed: true, reason: null, drift: null });
    expect(shown.content.parts.length).toBeGreaterThan(0);
    for (const words of shown.content.parts.flatMap(wordsOf)) expect(words).not.toMatch(noSlips);
    expect(readLearned(model, { parameters: null, report: { reason: 'Too few.' } })).toMatchObject({
      isUsed: false,
      reason: 'Too few.',
    });
    const drift = { gotWorse: true, sentence: 'It got worse.' };
    expect(
      readLearned(model, { parameters: learned.stored, report: { ...(learned.report as object), drift } }),
    ).toMatchObject({
      drift,
      content: { standing: { state: 'broken' } },
    });
    // A report that cannot be read does not affect decisions.
    expect(readLearned(model, { parameters: learned.stored, report: 'gone' })).toMatchObject({
      isUsed: true,
      content: { parts: [] },
    });
  });
});

// Orders that were placed, and visits, have no outcome to wait for.
const WITHOUT_OUTCOME = ['orders', 'buyers', 'shoppers', 'visitors', 'products'];
test.each(Object.values(ALL).filter(({ history }) => !WITHOUT_OUTCOME.includes(history)))(
  'the model $id learns nothing from open outcomes',
  (model) => {
    const past = model
      .examplePast(seededRandom(12))
      .map((one) =>
        'deskLater' in one ? { ...one, ...unknown } : 'now' in one ? { ...one, ...open(one) } : one,
      );
    expect(model.train(model.samples(past, context), context).parameters).toBeNull();
  },
);

/** A ticket whose class nobody has said yet. */
const unknown = { deskFirst: [], deskLater: [], team: null };

/** The same history, with the present right after each entry. */
function open(one: { readonly now: number } | { readonly leftAt: number; readonly now: number }) {
  const just = one.now - DAY / 24;
  return 'leftAt' in one ? { leftAt: just, boughtAt: null } : { at: just, reward: null };
}

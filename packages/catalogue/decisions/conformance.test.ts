import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { canonicalJson, type Json } from '@millrace/base';
import type { Facts } from '@millrace/flow';
import { DECISION_MODELS } from './kinds.ts';
import { templateModel } from './_template/model.ts';
import { exampleFacts } from './testing/example.ts';
import { shopper } from './testing/simulated-shop.ts';
import { seededRandom } from '@millrace/measure';

const here = fileURLToPath(new URL('.', import.meta.url));
const NOT_MODELS = ['_template', 'fixtures', 'node_modules', 'testing'];

test('the list names exactly the folders that are there', () => {
  const folders = readdirSync(here, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.') && !NOT_MODELS.includes(entry.name))
    .map((entry) => entry.name);
  expect(Object.keys(DECISION_MODELS).sort()).toEqual(folders.sort());
});

const sentence = /^[A-Z“0-9].*[.!?]$/s;

describe.each(Object.entries({ ...DECISION_MODELS, _template: templateModel }))('the model %s', (id, model) => {
  test('says in words what it does, where it is from and what it falls back on', () => {
    expect(model.id).toBe(id);
    for (const words of [model.summary, model.source, model.rule, model.checkedBy]) expect(words).toMatch(sentence);
    expect(model.looksAt.length).toBeGreaterThan(0);
    for (const { what, count } of model.minimum) {
      expect(what).not.toBe('');
      expect(count).toBeGreaterThan(0);
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

  test('decides by its rule when nothing was learned or what is stored is unusable', () => {
    for (const stored of [undefined, null, 'text', 7, [], {}, { version: 99 }, { version: 1, columns: ['other'], options: {} }]) {
      const models: Facts['models'] = stored === undefined ? {} : { [id]: stored as Json };
      expect(model.decide(exampleFacts({ models }), 0.5).by).toBe('rule');
    }
  });

  test('every decision adds up, explains itself in whole sentences and survives being stored', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 100_000 }), fc.double({ min: 0, max: 0.999999, noNaN: true }), (seed, draw) => {
        const facts = shopper(seededRandom(seed), seed);
        const record = model.decide(facts, draw);
        expect(record.model).toBe(id);
        expect(record.options.reduce((sum, option) => sum + option.probability, 0)).toBeCloseTo(1, 9);
        expect(record.options.find((option) => option.id === record.chosen)?.probability).toBeGreaterThan(0);
        expect(record.explanation.length).toBeGreaterThan(0);
        for (const words of record.explanation) {
          expect(words).toMatch(sentence);
          expect(words).not.toMatch(/NaN|undefined|null|Infinity/);
        }
        expect(JSON.parse(canonicalJson(record))).toEqual(record);
        expect(model.decide(facts, draw)).toEqual(record);
      }),
    );
  });

  test('decides even for somebody of whom next to nothing is known', () => {
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
    expect(model.decide(stranger, 0).explanation.every((words) => sentence.test(words))).toBe(true);
  });
});

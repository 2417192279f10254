import { describe, expect, test } from 'vitest';
import { DAY, HOUR } from '@millrace/base';
import { fitMultinomial, seededRandom } from '@millrace/measure';
import type { PastTicket } from '../history.ts';
import { CLASS_IDS, type TicketClass } from './classes.ts';
import { ticketDrift } from './drift.ts';
import { featuresOf, PLACES, rowOf } from './features.ts';
import { ticketClassModel } from './model.ts';
import { packed, ticketParametersSchema, weightsOf, type TicketParameters } from './parameters.ts';
import { wordsOf } from './read-text.ts';
import type { TicketReport } from './report.ts';
import { ticketSamples } from './samples.ts';
import { scoreTicket } from './score.ts';
import { ticket } from './testing/ticket.ts';
import { madeTickets, NOW, OWN_WORDS } from './testing/tickets.ts';
import { trainTickets } from './train.ts';

const learn = (past: readonly PastTicket[]) => trainTickets(ticketSamples(past), { now: NOW });
/** The parameters of a training that must have given some. */
function learned(past: readonly PastTicket[]): {
  readonly parameters: TicketParameters;
  readonly report: TicketReport;
} {
  const { parameters, report, reason } = learn(past);
  if (!parameters) throw new Error(reason ?? 'no reason');
  return { parameters, report };
}
const made = learned(madeTickets(seededRandom(1)));

describe('what is learned', () => {
  test('tells tickets in the words of the shop, which the rule cannot', () => {
    const { report } = made;
    expect(report.isBetter).toBe(true);
    expect(report.right).toBeGreaterThan(0.75);
    expect(report.rightOfRule).toBeLessThan(0.45);
    expect(report.rightOfSure).toBeGreaterThan(report.right);
    const text = 'hello the kettle has how many litres induction';
    const before = scoreTicket(ticket({ text }));
    const after = scoreTicket(ticket({ text }, made.parameters));
    expect([before.record.by, after.record.by, after.chosen]).toEqual(['rule', 'model', 'product-question']);
    expect(after.confidence).toBeGreaterThan(before.confidence);
  });

  test('keeps what the rule knows of a class that is rare in the store', () => {
    const words = { ...OWN_WORDS, 'change-or-cancel': ['cancel', 'house number'] } as const;
    const { parameters } = learned(
      madeTickets(seededRandom(1), {
        words,
        change: (past, index) =>
          past.deskLater[0] === 'change-or-cancel' && index % 12 !== 0 ? { deskLater: [], text: null } : {},
      }),
    );
    expect(scoreTicket(ticket({ text: 'Please cancel my order' }, parameters)).chosen).toBe(
      'change-or-cancel',
    );
  });

  test('is the same every time', () => {
    const again = learned(madeTickets(seededRandom(1)));
    expect(again).toEqual(made);
    expect(learned([...madeTickets(seededRandom(1))].reverse()).parameters).toEqual(made.parameters);
  });

  test('is no larger than 50 kB, and has no word of a ticket', () => {
    const stored = JSON.stringify([made.parameters, made.report]);
    expect(stored.length).toBeLessThan(50_000);
    for (const word of Object.values(OWN_WORDS)
      .flat()
      .filter((one) => one.length > 4))
      expect([word, stored.includes(word)]).toEqual([word, false]);
    expect(ticketParametersSchema.parse(JSON.parse(JSON.stringify(made.parameters)))).toEqual(
      made.parameters,
    );
  });

  test('is judged on the latest tickets only: when those are about other things, it is not adopted', () => {
    const words = { 'where-is-order': ['alpha', 'bravo'], 'product-question': ['charlie', 'delta'] } as const;
    const turned = madeTickets(seededRandom(3), {
      words,
      change: ({ deskLater: [is] }, index) =>
        index < 720 ? {} : { deskLater: [is === 'where-is-order' ? 'product-question' : 'where-is-order'] },
    });
    expect(learned(madeTickets(seededRandom(3), { words })).report.right).toBeGreaterThan(0.9);
    const { parameters, report } = learn(turned);
    expect(parameters).toBeNull();
    expect(report.right).toBeLessThan(0.3);
  });

  test('from words that tell nothing is not adopted: of 12 shops at most one is', () => {
    const adopted = Array.from({ length: 12 }, (_unused, seed) =>
      learn(madeTickets(seededRandom(100 + seed), { count: 400, telling: 0 })),
    ).filter(({ parameters }) => parameters !== null);
    expect(adopted.length).toBeLessThanOrEqual(1);
  });

  test('has confidences that are as often right as they say, also when the help desk errs', () => {
    const past = madeTickets(seededRandom(7), { count: 2_000, telling: 0.12, mistaken: 0.15 });
    const { parameters } = learned(past);
    const later = ticketSamples(
      madeTickets(seededRandom(8), { count: 2_000, telling: 0.12, mistaken: 0.15 }),
    );
    const texts = madeTickets(seededRandom(8), { count: 2_000, telling: 0.12, mistaken: 0.15 });
    const said = later.map(({ is }, index) => {
      const { chosen, confidence } = scoreTicket(ticket({ text: texts[index]!.text }, parameters));
      return { confidence, isRight: chosen === is };
    });
    // Below the usual threshold a ticket goes to a person, so what is above has to be honest most of all.
    for (const [low, high, off] of [
      [0, 0.7, 0.15],
      [0.7, 0.85, 0.05],
      [0.85, 1.01, 0.05],
    ] as const) {
      const group = said.filter(({ confidence }) => confidence >= low && confidence < high);
      expect(group.length).toBeGreaterThan(50);
      const mean = group.reduce((sum, one) => sum + one.confidence, 0) / group.length;
      const right = group.filter(({ isRight }) => isRight).length / group.length;
      const error = Math.sqrt((right * (1 - right)) / group.length);
      expect(Math.abs(mean - right)).toBeLessThan(off + 2 * error);
    }
  }, 30_000);

  test.each<
    [string, Partial<Record<TicketClass, readonly string[]>>, readonly string[], string, TicketClass]
  >([
    [
      'Swedish',
      {
        'where-is-order': ['var är', 'spårning', 'försenad', 'leverans'],
        'return-or-exchange': ['skicka tillbaka', 'ångra', 'retur', 'byta'],
      },
      ['hej', 'jag', 'vill', 'mitt', 'och', 'tack'],
      'Hej jag vill ångra mitt köp och byta',
      'return-or-exchange',
    ],
    [
      'Japanese',
      {
        'where-is-order': ['注文はどこですか', '届いていません', '配送状況'],
        'wrong-or-damaged': ['壊れています', '商品が違います', '割れていました'],
      },
      ['お願いします', 'こんにちは', '届いた'],
      '届いた皿が割れていました',
      'wrong-or-damaged',
    ],
    [
      'Arabic',
      { 'where-is-order': ['أين طلبي', 'لم يصل'], 'change-or-cancel': ['إلغاء الطلب', 'تغيير العنوان'] },
      ['أريد', 'من فضلك', 'شكرا'],
      'أريد إلغاء الطلب من فضلك',
      'change-or-cancel',
    ],
  ])('is learned in %s too, which the rule does not know', (_language, words, fillers, text, is) => {
    const { parameters } = learned(madeTickets(seededRandom(5), { count: 500, words, fillers }));
    const { chosen, confidence } = scoreTicket(ticket({ text }, parameters));
    expect([chosen, confidence > 0.7]).toEqual([is, true]);
  });

  test('leaves words that no past ticket has to the rule', () => {
    expect(scoreTicket(ticket({ text: '¿Dónde está mi pedido?' }, made.parameters)).chosen).toBe(
      'where-is-order',
    );
  });

  test.each([
    '',
    'lorem ipsum dolor sit amet consectetur',
    'qwe rty uiop',
    'qwpoeir zmxncbv laksjdh',
    '🙂',
    '����',
    'Ég vil fá svar',
    'x'.repeat(20_000),
  ])('is not sure of junk: “%.20s”', (text) => {
    expect(scoreTicket(ticket({ text }, made.parameters)).confidence).toBeLessThan(0.5);
  });

  test('needs tickets of two classes, and enough of them', () => {
    expect(learn([]).reason).toMatch(/^The class of 0 past tickets is known and 300 are needed/);
    const one = madeTickets(seededRandom(2), { count: 400, words: { complaint: ['bad'] } });
    expect(
      learn(one.map((past, index) => ({ ...past, text: `${past.text} ${'a'.repeat(index)}` }))).reason,
    ).toMatch(/^Two classes/);
  });
});

describe('what a ticket was', () => {
  const base = madeTickets(seededRandom(2), { count: 1 })[0]!;
  const classOf = (changes: Partial<PastTicket>) => ticketSamples([{ ...base, ...changes }])[0]?.is ?? null;

  test('is what the team says, then what the help desk said last, then first', () => {
    const all = { team: 'complaint', deskLater: ['order/cancel'], deskFirst: ['wismo'] };
    expect(classOf(all)).toBe('complaint');
    expect(classOf({ ...all, team: null })).toBe('change-or-cancel');
    expect(classOf({ ...all, team: null, deskLater: ['vip'] })).toBe('where-is-order');
    expect(classOf({ ...all, team: 'of-another-release' })).toBe('change-or-cancel');
    expect(classOf({ team: null, deskLater: ['vip'], deskFirst: [] })).toBeNull();
  });
  test('is not learned without a text: an erased person teaches nothing', () => {
    expect(
      ticketSamples([
        { ...base, text: null },
        { ...base, text: '' },
        { ...base, text: '>>> ' },
      ]),
    ).toEqual([]);
  });
  test('counts once for the same words of the same person', () => {
    expect(ticketSamples([base, { ...base, at: base.at + HOUR }])).toHaveLength(1);
    expect(ticketSamples([base, { ...base, person: 'another' }])).toHaveLength(2);
  });
  test('put right by the team makes the help desk less trusted', () => {
    const past = (share: number) =>
      madeTickets(seededRandom(1), {
        change: ({ deskLater }, index) =>
          index % 5 === 0
            ? { team: deskLater[0]!, deskFirst: [index % 100 < share * 100 ? deskLater[0]! : 'complaint'] }
            : {},
      });
    expect(learned(past(1)).parameters.trust).toBeGreaterThan(0.98);
    expect(learned(past(0)).parameters.trust).toBeLessThan(0.15);
    expect(made.parameters.trust).toBeCloseTo(0.9, 9);
  });
  test('is judged by tickets of the help desk when there are enough of them', () => {
    const past = madeTickets(seededRandom(1), {
      change: ({ deskLater }, index) => (index % 2 === 0 ? { team: deskLater[0]!, deskLater: [] } : {}),
    });
    const { report } = learned(past);
    expect([report.byDesk, report.judged, report.ofTeam]).toEqual([true, 90, 450]);
    const ofTeam = madeTickets(seededRandom(1), {
      change: ({ deskLater }) => ({ team: deskLater[0]!, deskLater: [] }),
    });
    const { report: team } = learned(ofTeam);
    expect([team.byDesk, team.judged]).toEqual([false, 180]);
  });
});

describe('what is kept of a ticket', () => {
  const secret = 'kettle with induction, Zanzibar Quartz, order 4711, Ada Lovelace, where is my order';
  test.each([
    ['rule', undefined],
    ['model', made.parameters],
  ])('by the %s has none of its words', (_by, parameters) => {
    const { record } = scoreTicket(ticket({ text: secret }, parameters));
    const kept = JSON.stringify([record.inputs, record.explanation, record.options.map(({ note }) => note)]);
    for (const word of ['kettle', 'induction', 'Zanzibar', 'Quartz', '4711', 'Ada', 'Lovelace'])
      expect(kept.toLowerCase()).not.toContain(word.toLowerCase());
  });
  test('can be shown from the live text: what spoke for the class', () => {
    const { spokeFor } = ticketClassModel.putRight!;
    expect(spokeFor({ text: secret }, 'where-is-order', undefined)).toEqual(['where is my']);
    const told = spokeFor({ text: 'Hello the Kettle for induction' }, 'product-question', made.parameters);
    expect(told.slice(0, 2).sort()).toEqual(['Kettle', 'induction']);
    expect(told).not.toContain('Hello');
    expect(spokeFor({}, 'product-question', made.parameters)).toEqual([]);
    expect(spokeFor({ text: 7 }, 'of-another-release', made.parameters)).toEqual([]);
  });
  test('is of length 1, in places that there are', () => {
    const { places, values } = rowOf(featuresOf(wordsOf(secret)));
    expect(Array.from(values).reduce((sum, value) => sum + value ** 2, 0)).toBeCloseTo(1, 9);
    expect(Math.max(...Array.from(places))).toBeLessThan(PLACES);
  });
  test('rounding of the weights moves each by less than 2% of the largest', () => {
    const random = seededRandom(4);
    const weights = Float64Array.from({ length: PLACES * CLASS_IDS.length }, () => random() * 4 - 2);
    const fit = { ...fitMultinomial({ rows: [], targets: [], classes: 9, size: 1 }, 1), weights };
    const back = weightsOf(packed(fit)).weights;
    expect(back.every((weight, at) => Math.abs(weight - weights[at]!) < 0.034)).toBe(true);
  });
});

describe('a decline', () => {
  const decided = (share: number, confidence: number, count = 300) =>
    madeTickets(seededRandom(1), {
      change: ({ deskLater }, index) =>
        index < 900 - count
          ? {}
          : {
              decided: {
                by: 'model' as const,
                chosen: index % 100 < share * 100 ? deskLater[0]! : 'complaint',
                probability: confidence,
              },
            },
    });
  test('is seen when it is less often right in flows than it is sure', () => {
    const { report } = learned(decided(0.6, 0.9));
    expect(report.decided).toMatchObject({
      tickets: 300,
      right: expect.closeTo(0.6, 6),
      confidence: expect.closeTo(0.9, 6),
    });
    expect(ticketDrift(made.report, report)).toEqual({
      gotWorse: true,
      sentence:
        'It got worse: of 300 tickets it decided in the last 60 days 60% were told right, at a mean confidence of 90%.',
    });
    expect(ticketDrift(made.report, learned(decided(0.88, 0.9)).report)?.gotWorse).toBe(false);
  });
  test('is not told by few decisions, old ones, or those of the rule', () => {
    expect(learned(decided(0.1, 0.9, 30)).report.decided).toBeNull();
    const old = decided(0.1, 0.9).map((past) => ({ ...past, at: past.at - 61 * DAY }));
    expect(learned(old).report.decided).toBeNull();
    const byRule = decided(0.1, 0.9).map((past) => ({
      ...past,
      decided: past.decided && { ...past.decided, by: 'rule' as const },
    }));
    expect(learned(byRule).report.decided).toBeNull();
  });
  test('is seen when the latest tickets can no longer be told', () => {
    const lost = learn(madeTickets(seededRandom(1), { telling: 0 })).report;
    expect(ticketDrift(made.report, lost)?.gotWorse).toBe(true);
    expect(ticketDrift(made.report, made.report)?.gotWorse).toBe(false);
    expect(ticketDrift(made.report, learn([]).report)).toBeNull();
  });
});

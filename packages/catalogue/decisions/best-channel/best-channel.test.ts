import { DAY } from '@millrace/base';
import { bareEvent, type Facts } from '@millrace/flow';
import { seededRandom } from '@millrace/measure';
import { describe, expect, test } from 'vitest';
import { lifetimeValueModel } from '../lifetime-value/model.ts';
import { exampleFacts } from '../testing/example.ts';
import { chooseChannel, type ChannelOption, type ChannelSettings } from './choose.ts';
import { channelDrift } from './drift.ts';
import { learnChannels } from './learn.ts';
import { channelPolicies } from './policies.ts';
import type { ChannelParameters } from './parameters.ts';
import { answersOf, channelByRule } from './rule.ts';
import { channelSamples } from './samples.ts';
import { choices, drawPerson, earnsOf, channelsOf, NOW, type Truth } from './testing/people.ts';
import { trainChannels } from './train.ts';
import { bestOf, expectedOf } from './worth.ts';

const trainedOn = (truth: Truth, seed: number) =>
  trainChannels(channelSamples(choices(truth, seededRandom(seed))));

/** People order by the channel that they take to, and answer on the other one nearly as often. */
const TWO_KINDS: Truth = {
  people: 6_000,
  takes: [0.6, 0.4],
  loyalty: 0.4,
  answers: 14,
  order: (channel, own) => (channel === own ? 0.25 : 0.04),
};

/** What choosing so earns on average with people of that store. */
function meanOf(truth: Truth, choose: (person: ReturnType<typeof drawPerson>) => string): number {
  const random = seededRandom(99);
  let sum = 0;
  for (let index = 0; index < 20_000; index += 1) {
    const person = drawPerson(truth, random);
    sum += earnsOf(truth, person.own, choose(person));
  }
  return sum / 20_000;
}

const choiceBy =
  (parameters: ChannelParameters, truth: Truth) =>
  ({ answered, rule }: ReturnType<typeof drawPerson>) =>
    bestOf(
      parameters,
      {
        answered,
        costs: Object.fromEntries(channelsOf(truth).map((id) => [id, truth.cost?.(id) ?? 0])),
        margin: truth.margin ?? 2_000,
        worth: truth.worth ?? null,
        rule,
      },
      channelsOf(truth),
    );

describe('what is learned of people of known truth', () => {
  test('each person gets the channel they respond to, and that earns more than one channel for all', () => {
    const { parameters, report } = trainedOn(TWO_KINDS, 1);
    expect(report.way).toBe('person');
    const choose = choiceBy(parameters!, TWO_KINDS);
    for (const own of channelsOf(TWO_KINDS))
      expect(choose({ own, answered: { letter: 1, call: 1, [own]: 6 }, rule: 'letter' }), own).toBe(own);
    const learned = meanOf(TWO_KINDS, choose);
    const single = Math.max(...channelsOf(TWO_KINDS).map((id) => meanOf(TWO_KINDS, () => id)));
    const perfect = meanOf(TWO_KINDS, ({ own }) => own);
    expect(learned).toBeGreaterThan(single);
    // Of what knowing everybody would gain over the best single channel, most is reached; the rest hides behind few answers.
    expect((learned - single) / (perfect - single)).toBeGreaterThan(0.4);
  });

  test('one channel for all is chosen when it is the best for everybody, whatever they answered', () => {
    const truth: Truth = {
      people: 3_000,
      takes: [0.5, 0.5],
      order: (channel) => (channel === 'call' ? 0.2 : 0.08),
    };
    const { parameters, report } = trainedOn(truth, 2);
    expect(report.way).toBe('store');
    expect(parameters!.own).toBe(0);
    expect(
      choiceBy(parameters!, truth)({ own: 'letter', answered: { letter: 5, call: 0 }, rule: 'letter' }),
    ).toBe('call');
  });

  test('a channel that sells no more but costs more, or loses subscribers, is not chosen', () => {
    const same: Truth = { people: 8_000, takes: [0.5, 0.5], order: () => 0.1 };
    const dear: Truth = { ...same, cost: (channel) => (channel === 'letter' ? 150 : 0) };
    const losing: Truth = { ...same, lost: (channel) => (channel === 'letter' ? 0.06 : 0.001), worth: 4_000 };
    for (const truth of [dear, losing]) {
      const { parameters } = trainedOn(truth, 3);
      expect(parameters).not.toBeNull();
      expect(
        choiceBy(parameters!, truth)({ own: 'letter', answered: { letter: 0, call: 0 }, rule: 'letter' }),
      ).toBe('call');
    }
  });

  test('probabilities of orders and of unsubscribing come near to the truth, though the rule chose unevenly', () => {
    const truth: Truth = {
      ...TWO_KINDS,
      people: 20_000,
      takes: [0.5, 0.5],
      lost: (channel) => (channel === 'letter' ? 0.03 : 0.01),
      worth: 1_000,
      exploration: 0.2,
    };
    const parameters = learnChannels(channelSamples(choices(truth, seededRandom(4))), true);
    const expected = (answered: Record<string, number>, channel: string) =>
      expectedOf(parameters, { answered, costs: {}, margin: 2_000, worth: 1_000, rule: 'letter' }, channel);
    // Nobody is known to take to one of them: half order with 25%, half with 4%.
    for (const channel of channelsOf(truth)) {
      const { order } = expected({ letter: 0, call: 0 }, channel);
      expect(order).toBeGreaterThan(0.115);
      expect(order).toBeLessThan(0.175);
    }
    expect(parameters.channels['letter']!.lost).toBeCloseTo(0.03, 2);
    expect(parameters.channels['call']!.lost).toBeCloseTo(0.01, 2);
    // The margin that came is that expected of an order.
    expect(parameters.kept).toBeCloseTo(1, 9);
  });

  test('of stores in which channels make no difference, at most one in twenty leaves the rule', () => {
    const alike: Truth = { people: 1_000, takes: [0.5, 0.5], order: () => 0.12 };
    const stores = 200;
    const left = Array.from({ length: stores }, (_unused, seed) => trainedOn(alike, 1_000 + seed)).filter(
      ({ parameters }) => parameters !== null,
    ).length;
    expect(left).toBeLessThanOrEqual(stores / 20);
  });
});

describe('the rule stays in use', () => {
  test('until enough is known, and says what is missing', () => {
    const few = trainedOn({ ...TWO_KINDS, people: 300 }, 5);
    expect(few.parameters).toBeNull();
    expect(few.reason).toBe(
      '300 choices between channels had a final result, and 500 are needed to learn from.',
    );
    const rare = trainedOn(
      {
        ...TWO_KINDS,
        people: 2_000,
        channels: ['letter', 'call', 'visit'],
        takes: [0.5, 0.49, 0.01],
        loyalty: 1,
        exploration: 0.02,
      },
      6,
    );
    expect(rare.reason).toMatch(
      /^One of the channels, visit, was chosen \d+ times, and 50 are needed to learn from\.$/,
    );
    const cold = trainedOn({ ...TWO_KINDS, order: () => 0.001 }, 7);
    expect(cold.reason).toMatch(/^\d orders? followed choices between channels, and 60 are needed/);
  });

  test('choices in which others had no chance, of the holdout, and without a final result teach nothing', () => {
    const [one] = choices(TWO_KINDS, seededRandom(8));
    expect(channelSamples([one!])).toHaveLength(1);
    const sure = one!.record.options.map((option) => ({
      ...option,
      probability: Number(option.id === one!.record.chosen),
    }));
    for (const other of [
      { heldOut: true },
      { at: NOW - 4 * DAY },
      { record: { ...one!.record, options: sure } },
      { record: { ...one!.record, inputs: {} } },
      { record: { ...one!.record, chosen: 'gone' } },
    ])
      expect(channelSamples([{ ...one!, ...other }])).toEqual([]);
  });
});

const answer = (daysAgo: number, channel: string, more: object = {}) =>
  bareEvent({
    id: `${channel}-${daysAgo}`,
    type: 'message-clicked',
    at: exampleFacts().now - daysAgo * DAY,
    messageId: `m-${channel}-${daysAgo}`,
    properties: { channel },
    ...more,
  });

describe('the rule', () => {
  const { now } = exampleFacts();
  test('takes the channel they answered last, of those that may be used', () => {
    const events = [answer(30, 'letter'), answer(2, 'call')];
    expect(channelByRule(events, now, ['letter', 'call'])).toEqual({ channel: 'call', isAnswered: true });
    expect(channelByRule(events, now, ['letter'])).toEqual({ channel: 'letter', isAnswered: true });
    expect(channelByRule([], now, ['call', 'letter'])).toEqual({ channel: 'call', isAnswered: false });
  });

  test('counts a message once, however often it was opened, and none of another half year', () => {
    const twice = [answer(3, 'call'), answer(3, 'call', { id: 'again', type: 'message-opened' })];
    expect(answersOf([...twice, answer(200, 'letter')], now, ['letter', 'call'])).toEqual({
      counts: { letter: 0, call: 1 },
      latest: 'call',
    });
    expect(answersOf([answer(-1, 'call')], now, ['call']).latest).toBeNull();
    expect(answersOf([answer(1, 'call', { type: 'message-delivered' })], now, ['call']).latest).toBeNull();
  });
});

describe('a choice', () => {
  const option = (id: string, refusal: string | null = null): ChannelOption => ({
    id,
    name: id,
    refusal,
    cost: 1,
  });
  const settings = (channels: readonly ChannelOption[], exploration = 0): ChannelSettings => ({
    channels,
    worth: 1_000,
    exploration,
  });
  const trained = JSON.parse(JSON.stringify(trainedOn(TWO_KINDS, 1).parameters)) as never;
  const facts = (events: Facts['events'], isTrained = true): Facts => ({
    ...exampleFacts({ models: isTrained ? { 'best-channel': trained } : {} }),
    events,
  });
  const calls = [1, 2, 3, 4, 5, 6].map((day) => answer(day, 'call'));
  const letters = [1, 2, 3, 4, 5, 6].map((day) => answer(day, 'letter'));

  test('goes to the channel that earns the most with people like them, and says how much', () => {
    const { channel, record } = chooseChannel(
      facts(calls),
      settings([option('letter'), option('call')]),
      0.5,
    );
    expect(channel).toBe('call');
    expect(record).toMatchObject({ by: 'model', chosen: 'call' });
    expect(record.explanation[0]).toBe('Call earns the most with people like them, as far as is known.');
    expect(record.explanation[1]).toMatch(
      /^Call is expected to earn €\d+\.\d\d: \d+(\.\d)?% order with a margin of €\d+\.\d\d, less €0\.01 for the message and €0\.00 for those who unsubscribe\.$/,
    );
    expect(record.explanation.at(-1)).toBe(
      'Of the 6 messages that they answered in the last half year, 6 came by call.',
    );
    expect(chooseChannel(facts(letters), settings([option('letter'), option('call')]), 0.5).channel).toBe(
      'letter',
    );
  });

  test('is never one that may not be used, and keeps why', () => {
    const refused = option('call', 'Not sent: they never agreed.');
    for (const draw of [0, 0.3, 0.99]) {
      const { channel, record } = chooseChannel(
        facts(calls),
        settings([option('letter'), refused], 0.5),
        draw,
      );
      expect(channel).toBe('letter');
      expect(record.options).toEqual([
        expect.objectContaining({ id: 'letter', probability: 1, note: null }),
        { id: 'call', probability: 0, score: null, note: 'Not sent: they never agreed.' },
      ]);
    }
    const { channel, record } = chooseChannel(facts([]), settings([refused]), 0.5);
    expect(channel).toBeNull();
    expect(record).toMatchObject({
      chosen: 'none',
      explanation: ['None of the channels may be used for them.'],
    });
  });

  test('tries each other channel with an equal part of the exploration share, and at least so often', () => {
    const three = [option('letter'), option('call'), option('visit')];
    const { record } = chooseChannel(facts(letters), settings(three, 0.3), 0.95);
    expect(record.options.map(({ probability }) => Math.round(probability * 1e9) / 1e9)).toEqual([
      0.8, 0.1, 0.1,
    ]);
    expect(record.chosen).toBe('visit');
    expect(record.explanation[0]).toBe(
      'Tries visit to learn, as in 30% of the choices; the best guess is letter.',
    );
  });

  test('by the rule is the same with other draws when nothing is tried', () => {
    for (const draw of [0, 0.5, 0.999])
      expect(
        chooseChannel(facts(calls, false), settings([option('letter'), option('call')]), draw),
      ).toMatchObject({
        channel: 'call',
        record: {
          by: 'rule',
          score: null,
          explanation: ['Call: of the channels that may be used, they answered it last.'],
        },
      });
  });

  test('takes a subscriber to be worth the margin of what they are expected to spend, unless the owner says more', () => {
    const worth = (predicted: Facts['customer']['predicted'], said: number | null) =>
      chooseChannel(
        exampleFacts({ customer: { predicted }, store: { assumedCostShare: 0.4 } }),
        { channels: [option('call')], worth: said, exploration: 0 },
        0.5,
      ).record.inputs['worth'];
    expect(Object.keys(lifetimeValueModel.predicts!.facts)).toContain('expectedSpend');
    expect(worth({ expectedSpend: 10_000 }, null)).toBe(6_000);
    expect(worth({ expectedSpend: 10_000 }, 250)).toBe(250);
    expect(worth({}, null)).toBeNull();
  });

  test('refuses shares and draws that are none', () => {
    for (const exploration of [-0.1, 0.6, Number.NaN])
      expect(() => chooseChannel(facts([]), settings([option('call')], exploration), 0.5)).toThrow(
        /exploration|fit/i,
      );
    for (const draw of [-0.1, 1, Number.NaN])
      expect(() => chooseChannel(facts([]), settings([option('call')]), draw)).toThrow(/draw|fit/i);
  });
});

test('what other ways would have earned counts messages and lost subscribers, and agrees with the truth', () => {
  const truth: Truth = {
    ...TWO_KINDS,
    people: 20_000,
    cost: (channel) => (channel === 'call' ? 100 : 0),
    lost: (channel) => (channel === 'call' ? 0.02 : 0),
    worth: 1_000,
  };
  const [report] = channelPolicies(choices(truth, seededRandom(12)));
  const estimate = (id: string) => report!.policies.find((policy) => policy.id === id)!;
  for (const id of channelsOf(truth)) {
    const { estimate: value, lower, upper } = estimate(`always:${id}`).value!;
    const real = meanOf(truth, () => id);
    expect(lower).toBeLessThan(real);
    expect(upper).toBeGreaterThan(real);
    expect(Math.abs(value - real)).toBeLessThan(40);
  }
  expect(estimate('newest').value!.estimate).toBeGreaterThan(estimate('always:letter').value!.estimate);
});

test('it got worse when it no longer earns more than the rule, and clearly less than before', () => {
  const { report } = trainedOn(TWO_KINDS, 1);
  const later = (gain: number) => ({ ...report, overRule: { gain, error: 5 } });
  const then = later(60);
  expect(channelDrift(then, later(0))).toMatchObject({ gotWorse: true });
  expect(channelDrift(then, later(40))).toMatchObject({ gotWorse: false });
  expect(channelDrift(then, { ...later(0), judged: 100 })).toBeNull();
  for (const { sentence } of [channelDrift(then, later(0))!, channelDrift(then, later(40))!])
    expect(sentence).toMatch(/in the latest \d+ days\.$/);
});

import { fail, formatMoney, type MinorUnits } from '@millrace/base';
import { capital, percent, plural } from '@millrace/base/words';
import type { DecisionRecord, Facts } from '@millrace/flow';
import { keepTrying, pick } from '../drawing.ts';
import { basketOf, marginIfBought } from '../offer/margin.ts';
import { NO_OFFER } from '../offer/options.ts';
import type { ChannelContext } from './context.ts';
import { readChannelParameters, type ChannelParameters } from './parameters.ts';
import { answersOf, channelByRule } from './rule.ts';
import { NONE } from './words.ts';
import { bestOf, expectedOf } from './worth.ts';

/** A channel that the step may choose. */
export interface ChannelOption {
  readonly id: string;
  /** Inside a sentence: "text message". */
  readonly name: string;
  /** Why this person gets nothing by it, a whole sentence; null when they may. */
  readonly refusal: string | null;
  /** What one message costs, minor units, also a part of one. */
  readonly cost: number;
}

export interface ChannelSettings {
  /** In the order of the step. */
  readonly channels: readonly ChannelOption[];
  /**
   * What losing a subscriber costs, minor units. Null while the owner has not said it: then the margin of what the person is
   * expected to spend in 12 months, where that is known.
   */
  readonly worth: MinorUnits | null;
  /** Share of choices that are made to learn, 0 to 0.5. */
  readonly exploration: number;
}

export interface ChannelChoice {
  /** Null when none may be used. */
  readonly channel: string | null;
  /** `options` has every channel of the settings with its exact probability (0 and a note when it may not be used). */
  readonly record: DecisionRecord;
}

/**
 * Chooses the channel by which somebody gets the next message. The same facts, settings and draw give the same choice.
 * @param draw in [0, 1), always the same for this person, node and visit
 * @throws input-invalid with a share or draw outside its range
 */
export function chooseChannel(facts: Facts, settings: ChannelSettings, draw: number): ChannelChoice {
  const { channels, exploration, worth } = settings;
  if (!(exploration >= 0 && exploration <= 0.5))
    fail('input-invalid', { problems: 'The exploration share is between 0 and 50%.' });
  if (!(draw >= 0 && draw < 1)) fail('input-invalid', { problems: 'A draw is at least 0 and under 1.' });
  const parameters = readChannelParameters(facts.models['best-channel']);
  const by = parameters === null ? 'rule' : 'model';
  const names = Object.fromEntries(channels.map(({ id, name }) => [id, name]));
  const open = channels.filter(({ refusal }) => refusal === null).map(({ id }) => id);
  if (open.length === 0) {
    return {
      channel: null,
      record: {
        model: 'best-channel',
        by,
        inputs: { names, exploration, draw },
        options: [
          ...channels.map(({ id, refusal }) => ({ id, probability: 0, score: null, note: refusal })),
          { id: NONE, probability: 1, score: null, note: null },
        ],
        chosen: NONE,
        score: null,
        explanation: ['None of the channels may be used for them.'],
      },
    };
  }
  const { channel: ruled, isAnswered } = channelByRule(facts.events, facts.now, open);
  const context: ChannelContext = {
    answered: answersOf(
      facts.events,
      facts.now,
      channels.map(({ id }) => id),
    ).counts,
    costs: Object.fromEntries(channels.map(({ id, cost }) => [id, cost])),
    margin: marginIfBought(NO_OFFER, basketOf(facts), facts.store.shippingCost),
    worth: worth ?? expectedMargin(facts),
    rule: ruled,
  };
  const best = parameters === null ? ruled : bestOf(parameters, context, open);
  const probabilities = keepTrying(
    open.map((id) => Number(id === best)),
    exploration,
  );
  const channel = open[pick(probabilities, draw)]!;
  const scores = open.map((id) =>
    parameters === null ? null : Math.round(expectedOf(parameters, context, id).worth * 100) / 100,
  );
  const reasons =
    parameters === null
      ? ruleWords(names[best]!, isAnswered, open.length)
      : modelWords(parameters, context, open, best, names, facts.store.currency);
  const tried = `Tries ${names[channel]} to learn, as in ${percent(exploration)} of the choices; the best guess is ${names[best]}`;
  return {
    channel,
    record: {
      model: 'best-channel',
      by,
      inputs: { ...context, names, exploration, draw },
      options: channels.map(({ id, refusal }) => {
        const place = open.indexOf(id);
        return {
          id,
          probability: place < 0 ? 0 : probabilities[place]!,
          score: place < 0 ? null : scores[place]!,
          note: refusal,
        };
      }),
      chosen: channel,
      score: scores[open.indexOf(channel)]!,
      explanation: (channel === best ? reasons : [tried, ...reasons]).map((reason) => `${reason}.`),
    },
  };
}

/** The margin of what somebody is expected to spend in 12 months, minor units; null when it is not known. */
function expectedMargin({ customer, store }: Facts): MinorUnits | null {
  const spend = customer.predicted['expectedSpend'];
  return typeof spend === 'number' ? Math.round(spend * (1 - store.assumedCostShare)) : null;
}

/** Reasons without a full stop, strongest first. */
function ruleWords(name: string, isAnswered: boolean, open: number): readonly string[] {
  if (open === 1) return [`${capital(name)}, the only channel of the step that may be used for them`];
  return [
    isAnswered
      ? `${capital(name)}: of the channels that may be used, they answered it last`
      : `${capital(name)}: they answered nothing in the last half year, and it is the first of the step that may be used`,
  ];
}

function modelWords(
  parameters: ChannelParameters,
  context: ChannelContext,
  open: readonly string[],
  best: string,
  names: Readonly<Record<string, string>>,
  currency: string,
): readonly string[] {
  if (open.length === 1) return ruleWords(names[best]!, false, 1);
  const money = (amount: number) => formatMoney({ amount: Math.round(amount), currency });
  const told = (id: string) => {
    const { order, margin, cost, loss, worth } = expectedOf(parameters, context, id);
    return `${capital(names[id]!)} is expected to earn ${money(worth)}: ${percent(order)} order with a margin of ${money(margin)}, less ${money(cost)} for the message and ${money(loss)} for those who unsubscribe`;
  };
  const others = open
    .filter((id) => id !== best)
    .map((id) => ({ id, worth: expectedOf(parameters, context, id).worth }))
    .sort((left, right) => right.worth - left.worth);
  const answers = Object.values(context.answered).reduce((sum, one) => sum + one, 0);
  const own = context.answered[best] ?? 0;
  return [
    `${capital(names[best]!)} earns the most with people like them, as far as is known`,
    told(best),
    ...others.map(({ id }) => told(id)),
    ...(parameters.concentration === null || parameters.own === 0
      ? []
      : [
          answers === 0
            ? 'They answered nothing in the last half year, so they are taken to be like all customers'
            : `Of the ${plural(answers, 'message')} that they answered in the last half year, ${own} came by ${names[best]}`,
        ]),
  ];
}

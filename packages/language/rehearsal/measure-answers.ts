import type { Answers, ChannelAnswers, Delays } from './answers.ts';

/** One sent message and the response to it. Delays in minutes; null when it did not happen. */
export interface AnsweredMessage {
  readonly channel: string;
  /** Hour of arrival in the person's zone, 0 to 23. */
  readonly hour: number;
  /** Minutes from sending to opening. */
  readonly openedAfter: number | null;
  /** Minutes from opening, or from sending when opens are not tracked, to the click. */
  readonly clickedAfter: number | null;
  /** Minutes from the click to an order credited to the message. */
  readonly boughtAfter: number | null;
}

export interface MeasuredAnswers {
  readonly answers: Answers;
  /** By channel, the number of the store's own messages used. */
  readonly messages: Readonly<Record<string, number>>;
}

/** The usual rates weigh as much as this many of the store's own messages. */
export const WEIGHT_OF_USUAL = 200;
/** The rate over all hours weighs as much as this many messages in each hour. */
const WEIGHT_OF_ALL_HOURS = 60;
const CLICKS_OF_USUAL = 40;

/**
 * The store's own rates, shrunk towards the usual ones while there are few messages: `(x + k·usual) / (n +
 * k)`, the mean of a beta posterior whose prior is worth k messages (Gelman et al., Bayesian Data Analysis,
 * 2.4). In the same way each hour is shrunk towards the rate over all hours, and each delay, on a logarithmic
 * scale, towards the usual one.
 * @param usual rates by channel; nobody responds on other channels
 * @param caused share of attributed orders that would not have come without the message, 0 to 1
 */
export function measureAnswers(
  messages: readonly AnsweredMessage[],
  caused: number,
  usual: Answers,
): MeasuredAnswers {
  const answers: Record<string, ChannelAnswers> = {};
  const counted: Record<string, number> = {};
  for (const [channel, expected] of Object.entries(usual)) {
    const own = messages.filter((message) => message.channel === channel);
    answers[channel] = channelAnswers(own, caused, expected);
    counted[channel] = own.length;
  }
  return { answers, messages: counted };
}

function channelAnswers(
  own: readonly AnsweredMessage[],
  caused: number,
  usual: ChannelAnswers,
): ChannelAnswers {
  const opened = own.filter((message) => message.openedAfter !== null || message.clickedAfter !== null);
  const clicked = own.filter((message) => message.clickedAfter !== null);
  const bought = clicked.filter((message) => message.boughtAfter !== null);
  const knowsOpens = usual.opened > 0;
  return {
    opened: knowsOpens ? shrunk(opened.length, own.length, usual.opened, WEIGHT_OF_USUAL) : 0,
    clicked: shrunk(clicked.length, own.length, usual.clicked, WEIGHT_OF_USUAL),
    bought: shrunk(bought.length * caused, clicked.length, usual.bought, CLICKS_OF_USUAL),
    byHour: hoursOf(own, knowsOpens ? opened : clicked),
    openAfter: delaysOf(valuesOf(own, 'openedAfter'), usual.openAfter),
    clickAfter: delaysOf(valuesOf(own, 'clickedAfter'), usual.clickAfter),
    buyAfter: delaysOf(valuesOf(own, 'boughtAfter'), usual.buyAfter),
  };
}

const shrunk = (hits: number, of: number, usual: number, weight: number) =>
  (hits + weight * usual) / (of + weight);

/** The factor of each hour on the average rate, limited to 0.5 to 2. */
function hoursOf(all: readonly AnsweredMessage[], answered: readonly AnsweredMessage[]): readonly number[] {
  const rate = all.length === 0 ? 0 : answered.length / all.length;
  if (rate === 0) return Array.from({ length: 24 }, () => 1);
  const [sent, hits] = [counters(all), counters(answered)];
  return sent.map((of, hour) =>
    Math.min(2, Math.max(0.5, shrunk(hits[hour]!, of, rate, WEIGHT_OF_ALL_HOURS) / rate)),
  );
}

function counters(messages: readonly AnsweredMessage[]): number[] {
  const hours = Array.from({ length: 24 }, () => 0);
  for (const { hour } of messages) if (hours[hour] !== undefined) hours[hour] += 1;
  return hours;
}

function valuesOf(
  messages: readonly AnsweredMessage[],
  field: 'openedAfter' | 'clickedAfter' | 'boughtAfter',
): readonly number[] {
  return messages
    .map((message) => message[field])
    .filter((minutes): minutes is number => minutes !== null && minutes >= 0)
    .sort((left, right) => left - right);
}

function delaysOf(sorted: readonly number[], usual: Delays): Delays {
  const share = sorted.length / (sorted.length + CLICKS_OF_USUAL);
  const at = (place: number, expected: number) => {
    const own = sorted[Math.min(sorted.length - 1, Math.floor(place * sorted.length))];
    return own === undefined
      ? expected
      : Math.exp(share * Math.log(own + 1) + (1 - share) * Math.log(expected + 1)) - 1;
  };
  return {
    quarter: at(0.25, usual.quarter),
    half: at(0.5, usual.half),
    threeQuarters: at(0.75, usual.threeQuarters),
    most: at(0.98, usual.most),
  };
}

import { DAY } from '@millrace/base';
import type { PastSend } from '../../history.ts';
import { keepTrying, pick } from '../../drawing.ts';

/** 14 October 2026, 16:30 UTC. */
export const NOW = Date.UTC(2026, 9, 14, 16, 30);

/** What is true of a made-up store with the channels `letter` and `call`, or those named. */
export interface Truth {
  readonly people: number;
  readonly channels?: readonly string[];
  /** Probability of an order after a message of a channel, by the channel that the person takes to. */
  readonly order: (channel: string, own: string) => number;
  /** Share of people who take to each channel, as in `channels`. */
  readonly takes: readonly number[];
  /** Of answers of a person, the share that come on the channel they take to. */
  readonly loyalty?: number;
  /** A person answered at most so many messages. */
  readonly answers?: number;
  readonly cost?: (channel: string) => number;
  readonly lost?: (channel: string) => number;
  readonly margin?: number;
  readonly worth?: number;
  readonly exploration?: number;
}

/** One person of that store. */
export interface Drawn {
  readonly own: string;
  readonly answered: Readonly<Record<string, number>>;
  /** What the rule chooses for them. */
  readonly rule: string;
}

export const channelsOf = ({ channels = ['letter', 'call'] }: Pick<Truth, 'channels'>) => channels;

export function drawPerson(truth: Truth, random: () => number): Drawn {
  const channels = channelsOf(truth);
  const own = channels[pick(truth.takes, random())]!;
  const count = Math.floor((1 + (truth.answers ?? 5)) * random());
  const answered: Record<string, number> = Object.fromEntries(channels.map((id) => [id, 0]));
  let rule = channels[0]!;
  for (let index = 0; index < count; index += 1) {
    rule = random() < (truth.loyalty ?? 0.8) ? own : channels[Math.floor(channels.length * random())]!;
    answered[rule]! += 1;
  }
  return { own, answered, rule };
}

/** What the person's message of a channel earns on average, in minor units. */
export const earnsOf = (truth: Truth, own: string, channel: string): number =>
  truth.order(channel, own) * (truth.margin ?? 2_000) -
  (truth.cost?.(channel) ?? 0) -
  (truth.lost?.(channel) ?? 0) * (truth.worth ?? 0);

/** Choices that the rule made of that store's people, with its exploration, and what followed. */
export function choices(truth: Truth, random: () => number): readonly PastSend[] {
  const channels = channelsOf(truth);
  const { margin = 2_000, exploration = 0.4 } = truth;
  return Array.from({ length: truth.people }, (_unused, index): PastSend => {
    const { own, answered, rule } = drawPerson(truth, random);
    const probabilities = keepTrying(
      channels.map((id) => Number(id === rule)),
      exploration,
    );
    const chosen = channels[pick(probabilities, random())]!;
    return {
      record: {
        model: 'best-channel',
        by: 'rule',
        inputs: {
          answered,
          costs: Object.fromEntries(channels.map((id) => [id, truth.cost?.(id) ?? 0])),
          margin,
          worth: truth.worth ?? null,
          rule,
          names: Object.fromEntries(channels.map((id) => [id, id])),
        },
        options: channels.map((id, place) => ({
          id,
          probability: probabilities[place]!,
          score: null,
          note: null,
        })),
        chosen,
        score: null,
      },
      at: NOW - (6 + Math.floor(80 * random())) * DAY,
      now: NOW,
      heldOut: false,
      reward: random() < truth.order(chosen, own) ? margin : null,
      person: `person-${index}`,
      flow: 'flow-1',
      node: 'channel',
      unsubscribed: random() < (truth.lost?.(chosen) ?? 0),
    };
  });
}

import { own, type MinorUnits } from '@millrace/base';
import { sigmoid } from '@millrace/measure';
import { amountOf, type ChannelContext } from './context.ts';
import type { ChannelParameters } from './parameters.ts';

type Shares = Pick<ChannelParameters, 'concentration' | 'channels'>;

/**
 * How much more of a person's answers come on a channel than of all people's, as a logarithm: ln(s_c / m_c), with the
 * Dirichlet posterior mean s_c = (a m_c + k_c) / (a + k) for the store's share m_c, the concentration a and the person's
 * answers k_c. 0 for somebody who never answered.
 */
export function ownLeaning(
  { concentration, channels }: Shares,
  answered: ChannelContext['answered'],
  channel: string,
): number {
  const known = own(channels, channel);
  if (concentration === null || known === undefined) return 0;
  const all = answersIn(channels, answered);
  const share = (concentration * known.answers + amountOf(answered, channel)) / (concentration + all);
  return Math.log(share / known.answers);
}

/** ln(1 + answers): how much somebody answers at all. */
export const activity = ({ channels }: Shares, answered: ChannelContext['answered']): number =>
  Math.log1p(answersIn(channels, answered));

const answersIn = (channels: Shares['channels'], answered: ChannelContext['answered']): number =>
  Object.keys(channels).reduce((sum, id) => sum + amountOf(answered, id), 0);

/** What a message of one channel to one person is expected to earn, in minor units. */
export interface Expected {
  /** Probability of an order, 0 to 1. */
  readonly order: number;
  readonly margin: MinorUnits;
  readonly cost: MinorUnits;
  /** Probability that they unsubscribe times what that costs. */
  readonly loss: MinorUnits;
  /** order × margin - cost - loss. */
  readonly worth: MinorUnits;
}

export function expectedOf(
  parameters: ChannelParameters,
  context: ChannelContext,
  channel: string,
): Expected {
  const known = own(parameters.channels, channel);
  const order = sigmoid(
    parameters.intercept +
      (known?.odds ?? 0) +
      parameters.own * ownLeaning(parameters, context.answered, channel) +
      parameters.active * activity(parameters, context.answered),
  );
  const margin = context.margin === null ? parameters.margin : context.margin * parameters.kept;
  const cost = amountOf(context.costs, channel);
  const loss = (known?.lost ?? parameters.lost) * (context.worth ?? parameters.worth);
  return { order, margin, cost, loss, worth: order * margin - cost - loss };
}

/** The best of some channels; of equal ones the first. */
export function bestOf(
  parameters: ChannelParameters,
  context: ChannelContext,
  channels: readonly string[],
): string {
  let [best, most] = [channels[0]!, -Infinity];
  for (const channel of channels) {
    const { worth } = expectedOf(parameters, context, channel);
    if (worth > most) [best, most] = [channel, worth];
  }
  return best;
}

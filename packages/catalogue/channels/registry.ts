import { kindsIn, windowsOf, type AttributionRules, type TouchKind } from '@millrace/measure';
import type { Answers, SampleShares } from '@millrace/rehearsal';
import type { AddressField } from './addresses.ts';
import type { ChannelKind } from './channel-kind.ts';
import { CHANNELS } from './kinds.ts';

/** Functions here read a list of channels; the default is the catalogue's. */
type Channels = readonly ChannelKind[];

export function channelById(id: string, channels: Channels = CHANNELS): ChannelKind | undefined {
  return channels.find((channel) => channel.id === id);
}

/** What one message of a channel costs a store, in minor units: what it says, or what is usual. */
export const messageCost = (costs: Readonly<Record<string, number>>, channel: string): number =>
  costs[channel] ?? channelById(channel)?.usualCost ?? 0;

/** The first channel that sends to a kind of address. */
export function channelTo(address: AddressField, channels: Channels = CHANNELS): ChannelKind | undefined {
  return channels.find((channel) => channel.address === address);
}

/** Ids of the channels, in the order of the list. Never empty. */
export function channelIds(channels: Channels = CHANNELS): [string, ...string[]] {
  return channels.map((channel) => channel.id) as [string, ...string[]];
}

const byId = <Value>(
  channels: Channels,
  of: (channel: ChannelKind) => Value,
): Readonly<Record<string, Value>> =>
  Object.fromEntries(channels.map((channel) => [channel.id, of(channel)]));

export const attributionRules = (channels: Channels = CHANNELS): AttributionRules =>
  byId(channels, (channel) => channel.attribution);
export const usualAnswers = (channels: Channels = CHANNELS): Answers =>
  byId(channels, (channel) => channel.usualAnswers);
export const sampleShares = (channels: Channels = CHANNELS): Readonly<Record<string, SampleShares>> =>
  byId(channels, (channel) => channel.sample);

/** A touch for which an order is credited to a message, and the hours. */
export interface CountedTouch {
  readonly channel: ChannelKind;
  readonly touch: TouchKind;
  readonly hours: number;
}

/**
 * Every touch for which an order is credited to a message of a flow.
 * @param own hours that the flow overrides
 */
export function countedTouches(
  own: AttributionRules,
  channels: Channels = CHANNELS,
): readonly CountedTouch[] {
  const windows = windowsOf(attributionRules(channels), own);
  return channels.flatMap((channel) => {
    const hours = windows[channel.id] ?? {};
    return kindsIn(hours).map((touch) => ({ channel, touch, hours: hours[touch] ?? 0 }));
  });
}

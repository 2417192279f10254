import type { EarningsInputs } from '@millrace/measure';
import type { TemplateFit } from '@millrace/services/automation';

type Inputs = TemplateFit['inputs'];
type From = TemplateFit['from'];

/** One input of the calculation, as it can be changed. */
export interface EarningsInput {
  readonly id: string;
  readonly label: string;
  readonly unit: 'count' | 'percent' | 'money' | 'minutes';
  /** What it is; null while it is not known. */
  readonly value: number | null;
  /** Where it is from. */
  readonly from: string;
  /** The same inputs with another value of this one. */
  with(inputs: Inputs, value: number | null): Inputs;
}

/** The inputs that the calculation of this template reads, in the order in which it does. */
export function inputList(
  { inputs, from }: { readonly inputs: Inputs; readonly from: From },
  channelName: (channel: string) => string,
): readonly EarningsInput[] {
  const { effect, measured, minutes, channels } = inputs;
  const sells = effect !== null || measured !== null;
  const assumed = sells && measured === null;
  const one = (
    id: keyof Inputs & keyof From & string,
    label: string,
    unit: EarningsInput['unit'],
  ): EarningsInput => ({
    id,
    label,
    unit,
    value: inputs[id] as number | null,
    from: from[id],
    with: (all, value) => ({ ...all, [id]: value }),
  });
  const end = (
    of: 'effect' | 'measured' | 'minutes',
    side: 'low' | 'high',
    label: string,
    unit: EarningsInput['unit'],
  ): EarningsInput => ({
    id: `${of}-${side}`,
    label,
    unit,
    value: inputs[of]?.[side] ?? null,
    from:
      side === 'high' ? 'The other end of the same range.' : of === 'minutes' ? from.minutes : from.effect,
    with: (all, value) => ({ ...all, [of]: { ...(all[of] ?? { low: 0, high: 0 }), [side]: value ?? 0 } }),
  });
  return [
    ...(sells ? [one('people', 'People who would enter in a month', 'count')] : []),
    ...(assumed
      ? [
          one('reach', 'Of them, agreed to messages', 'percent'),
          one('rate', 'Order without it', 'percent'),
          end('effect', 'low', 'More orders because of it, at least', 'percent'),
          end('effect', 'high', 'More orders because of it, at most', 'percent'),
          one('margin', 'Margin of one who orders', 'money'),
        ]
      : []),
    ...(measured
      ? [
          end('measured', 'low', 'Margin for each person beyond the holdout, at least', 'money'),
          end('measured', 'high', 'Margin for each person beyond the holdout, at most', 'money'),
        ]
      : []),
    ...(assumed && (inputs.discountDepth > 0 || inputs.discountShare > 0)
      ? [
          one('orderValue', 'Goods of one order', 'money'),
          {
            id: 'discountShare',
            label: 'Orders that use its offer',
            unit: 'percent' as const,
            value: inputs.discountShare,
            from: from.discount,
            with: (all: Inputs, value: number | null) => ({ ...all, discountShare: value ?? 0 }),
          },
          {
            id: 'discountDepth',
            label: 'Off the price',
            unit: 'percent' as const,
            value: inputs.discountDepth,
            from: from.discount,
            with: (all: Inputs, value: number | null) => ({ ...all, discountDepth: value ?? 0 }),
          },
        ]
      : []),
    ...(minutes
      ? [
          one('entries', 'Times in a month', 'count'),
          end('minutes', 'low', 'Minutes saved each time, at least', 'minutes'),
          end('minutes', 'high', 'Minutes saved each time, at most', 'minutes'),
          one('hourCost', 'Cost of an hour of work', 'money'),
        ]
      : []),
    ...channels.flatMap(({ channel, sends, cost }): EarningsInput[] => [
      {
        id: `sends-${channel}`,
        label: `${channelName(channel)}: messages each person gets`,
        unit: 'count',
        value: sends,
        from: from.messages,
        with: (all, value) => withChannel(all, channel, { sends: value ?? 0 }),
      },
      {
        id: `cost-${channel}`,
        label: `${channelName(channel)}: cost of 1,000 messages`,
        unit: 'money',
        value: cost * 1_000,
        from: from.messages,
        with: (all, value) => withChannel(all, channel, { cost: (value ?? 0) / 1_000 }),
      },
    ]),
  ];
}

const withChannel = (
  inputs: Inputs,
  channel: string,
  change: Partial<Inputs['channels'][number]>,
): Inputs => ({
  ...inputs,
  channels: inputs.channels.map((one) => (one.channel === channel ? { ...one, ...change } : one)),
});

/** What was changed, by the id of the input. */
export type Changes = Readonly<Record<string, number | null>>;

/** The inputs with what was changed. The low end of a range is never above the high end. */
export function changed(list: readonly EarningsInput[], inputs: Inputs, changes: Changes): EarningsInputs {
  const all = list.reduce(
    (sum, input) => (Object.hasOwn(changes, input.id) ? input.with(sum, changes[input.id] ?? null) : sum),
    inputs,
  );
  return {
    ...all,
    effect: all.effect && sorted(all.effect),
    measured: all.measured && sorted(all.measured),
    minutes: all.minutes && sorted(all.minutes),
  };
}

const sorted = ({ low, high }: { readonly low: number; readonly high: number }) => ({
  low: Math.min(low, high),
  high: Math.max(low, high),
});

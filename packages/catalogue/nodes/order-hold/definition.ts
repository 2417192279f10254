import { HOLD_REASONS } from '@millrace/connectors/acts';
import { defineNode } from '@millrace/flow';
import { z } from 'zod';
import { oneCall, outcomePorts } from '../acting.ts';
import { decisionsNamedIn } from '../reading.ts';

const REASONS: Readonly<Record<(typeof HOLD_REASONS)[number], string>> = {
  fraud: 'It may be a fraud',
  address: 'The address may be wrong',
  stock: 'Something is out of stock',
  payment: 'It is not paid',
  other: 'Another reason',
};

const config = z.strictObject({
  do: z
    .enum(['hold', 'release'])
    .default('hold')
    .meta({
      title: 'What happens',
      control: 'select',
      labels: { hold: 'Hold the order', release: 'Release it again' },
    }),
  reason: z
    .enum(HOLD_REASONS)
    .default('fraud')
    .meta({ title: 'Reason', control: 'select', labels: REASONS, onlyIf: { do: 'hold' } }),
  note: z
    .string()
    .trim()
    .max(500)
    .default('')
    .meta({
      title: 'Note',
      control: 'text',
      description: 'For the people who pack. May have placeholders.',
      onlyIf: { do: 'hold' },
    }),
});

/** Holds the order in the store, so that nothing of it is shipped, or releases it. */
export const orderHold = defineNode({
  kind: 'order-hold',
  title: 'Hold or release',
  summary: 'Holds the order in your store, so that nothing of it is shipped, or releases it again.',
  family: 'action',
  icon: 'pause',
  subjects: ['order', 'return', 'ticket'],
  config,
  initial: { do: 'hold', reason: 'fraud' },
  example: { do: 'hold', reason: 'address', note: 'The house number is missing' },
  versions: {},
  ports: ({ do: what }) => outcomePorts(what === 'release' ? 'Released' : 'Held'),
  sentence: ({ do: what, reason }) =>
    what === 'release'
      ? 'Release the order'
      : `Hold the order: ${(REASONS[reason as keyof typeof REASONS] ?? REASONS.fraud).toLowerCase()}`,
  uses: ({ note }) => decisionsNamedIn(note),
  ...oneCall('hold-order', ({ do: what, reason, note }: z.output<typeof config>) => ({
    input: { do: what, ...(what === 'hold' ? { reason, note } : {}) },
    sentence: what === 'hold' ? 'Will hold the order.' : 'Will release the order.',
  })),
});

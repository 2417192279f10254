import { defineNode } from '@millrace/flow';
import { z } from 'zod';
import { oneCall, outcomePorts } from '../acting.ts';
import { decisionsNamedIn } from '../reading.ts';

const LABELS = { low: 'Low', normal: 'Normal', high: 'High', urgent: 'Urgent' } as const;

const config = z.strictObject({
  priority: z
    .enum(['low', 'normal', 'high', 'urgent'])
    .default('normal')
    .meta({ title: 'Priority', control: 'select', labels: LABELS }),
  note: z.string().trim().max(2_000).default('').meta({
    title: 'What they should know',
    control: 'textarea',
    description: 'The customer does not see it. May have placeholders, such as {{ order.number }}.',
  }),
});

/** Gives the ticket to a person of the support team, with its context and a priority. */
export const ticketHandOver = defineNode({
  kind: 'ticket-hand-over',
  title: 'Ticket to a person',
  summary: 'Gives the ticket to a person of your support team, with a priority and what is known.',
  family: 'action',
  icon: 'ticket',
  subjects: ['ticket'],
  config,
  initial: { priority: 'normal' },
  example: { priority: 'high', note: 'Third message about order {{ order.number }}' },
  versions: {},
  ports: () => outcomePorts('Handed over'),
  sentence: ({ priority }) =>
    `Give the ticket to a person, priority ${(LABELS[priority as keyof typeof LABELS] ?? LABELS.normal).toLowerCase()}`,
  uses: ({ note }) => decisionsNamedIn(note),
  ...oneCall('hand-over-ticket', ({ priority, note }: z.output<typeof config>) => ({
    input: { priority, note },
    sentence: 'Will give the ticket to a person.',
  })),
});

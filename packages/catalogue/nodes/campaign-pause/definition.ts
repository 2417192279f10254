import { defineNode } from '@millrace/flow';
import { z } from 'zod';
import { oneCall, outcomePorts } from '../acting.ts';
import { decisionsNamedIn, textIn } from '../reading.ts';

const config = z.strictObject({
  do: z
    .enum(['pause', 'resume'])
    .default('pause')
    .meta({
      title: 'What happens',
      control: 'select',
      labels: { pause: 'Pause campaigns', resume: 'Let them run again' },
    }),
  campaigns: z.string().trim().max(1_000).default('').meta({
    title: 'Which campaigns',
    control: 'text',
    description: 'Their names, separated by commas. Empty: all that promote the product.',
  }),
  note: z.string().trim().max(500).default('').meta({
    title: 'Reason',
    control: 'text',
    description: 'May have placeholders, such as {{ product.stock }}.',
  }),
});

/** Pauses the campaigns that promote the product, or lets them run again. */
export const campaignPause = defineNode({
  kind: 'campaign-pause',
  title: 'Pause campaigns',
  summary: 'Pauses the campaigns that promote the product, or lets them run again.',
  family: 'action',
  icon: 'megaphone',
  subjects: ['product'],
  config,
  initial: { do: 'pause' },
  example: { do: 'pause', campaigns: 'Autumn mugs', note: 'Only {{ product.stock }} left' },
  versions: {},
  ports: ({ do: what }) => outcomePorts(what === 'resume' ? 'Running again' : 'Paused'),
  sentence({ do: what, campaigns }) {
    const which = textIn(campaigns) === '' ? 'campaigns for the product' : textIn(campaigns).slice(0, 60);
    return what === 'resume' ? `Let ${which} run again` : `Pause ${which}`;
  },
  uses: ({ campaigns, note }) => decisionsNamedIn(`${campaigns} ${note}`),
  ...oneCall('pause-campaign', ({ do: what, campaigns, note }: z.output<typeof config>) => ({
    input: { do: what, campaigns, note },
    sentence: what === 'resume' ? 'Will let campaigns run again.' : 'Will pause campaigns.',
  })),
});

import { z } from 'zod';
import { defineCapability } from './define.ts';

/** Orders at a supplier. */
export const orderStock = defineCapability({
  id: 'order-stock',
  title: 'Purchase order',
  words: 'order from suppliers',
  input: z.strictObject({
    /** A template, as all texts here. */
    supplier: z.string().min(1).max(200),
    /** What and how many, a line each. */
    lines: z.string().min(1).max(4_000),
    /** Payment, delivery and whatever else is agreed. */
    terms: z.string().max(2_000),
    /** Days until it is needed; null when there is no date. */
    withinDays: z.int().min(0).max(730).nullable(),
  }),
  example: {
    supplier: 'Mill & Sons',
    lines: '120 x MUG-1\n60 x MUG-2',
    terms: '30 days net, free of freight from 500 pieces',
    withinDays: 21,
  },
});

/** Pauses the campaigns that promote the product the flow is about, or lets them run again. */
export const pauseCampaign = defineCapability({
  id: 'pause-campaign',
  title: 'Pause of a campaign',
  words: 'pause campaigns',
  input: z.strictObject({
    do: z.enum(['pause', 'resume']),
    /** Names of campaigns; empty for all that promote the product. A template. */
    campaigns: z.string().max(1_000),
    /** A template. */
    note: z.string().max(500),
  }),
  example: { do: 'pause', campaigns: 'Autumn mugs', note: 'Only {{ product.stock }} left' },
});

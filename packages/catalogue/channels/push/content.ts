import { z } from 'zod';
import { linkTags } from '../link-tags.ts';

/** Characters that are sent at most; longer ones are cut. No system shows more. */
export const TITLE_SENT = 120;
export const TEXT_SENT = 400;
export const BUTTON_SENT = 40;
/** Characters of the address of a picture at most, so that the whole notification fits into its 3,993 bytes. */
export const PICTURE_SENT = 800;

const HOUR = 3_600;
/** How long a push service keeps a notification for a device that is off, in seconds. */
export const KEPT_FOR = {
  '1h': HOUR,
  '6h': 6 * HOUR,
  '1d': 24 * HOUR,
  '3d': 72 * HOUR,
  '7d': 168 * HOUR,
} as const;

const button = (title: string) =>
  z
    .strictObject({
      text: z.string().max(120).default('').meta({
        title: 'Text',
        description: 'Two words at most. Without a text there is no button.',
        control: 'template-text',
      }),
      link: z.string().max(2_000).default('').meta({
        title: 'Link',
        description: 'Left empty it leads where the notification leads.',
        control: 'template-link',
      }),
    })
    .prefault({})
    .meta({ title, control: 'group' });

export const pushContentSchema = z.strictObject({
  title: z.string().max(300).default('').meta({
    title: 'Title',
    description: 'Phones show about 40 characters.',
    control: 'template-text',
  }),
  text: z.string().max(800).default('').meta({
    title: 'Text',
    description: 'Phones show about 120 characters before somebody opens it.',
    control: 'template-long-text',
  }),
  link: z.string().max(2_000).default('').meta({
    title: 'Link',
    description: 'Where a tap leads. Left empty it leads to your shop.',
    control: 'template-link',
  }),
  picture: z.string().max(1_000).default('').meta({
    title: 'Picture',
    description: 'Its address, twice as wide as high. iPhones and Firefox show no picture.',
    control: 'template-link',
  }),
  firstButton: button('First button'),
  secondButton: button('Second button'),
  keptFor: z
    .enum(['1h', '6h', '1d', '3d', '7d'])
    .default('1d')
    .meta({
      title: 'Keep it for',
      description: 'If the phone or computer is off. After that it is not shown any more.',
      control: 'select',
      labels: { '1h': '1 hour', '6h': '6 hours', '1d': '1 day', '3d': '3 days', '7d': '7 days' },
    }),
  urgency: z
    .enum(['low', 'normal', 'high'])
    .default('normal')
    .meta({
      title: 'Urgency',
      description: 'A phone that saves power delays what is not urgent.',
      control: 'select',
      labels: { low: 'Can wait', normal: 'Normal', high: 'Urgent' },
    }),
  replaces: z.boolean().default(true).meta({
    title: 'Replace an earlier one of this flow',
    description: 'So that nobody who switches their phone on finds several at once.',
    control: 'switch',
  }),
  utm: linkTags.prefault({}).meta({ title: 'Link tags', control: 'group' }),
});
export type PushContent = z.output<typeof pushContentSchema>;

/** What only a push notification has, for its connector and its preview. */
export const pushPartsSchema = z.object({
  link: z.string(),
  picture: z.string().nullable(),
  buttons: z.array(z.object({ text: z.string(), link: z.string() })).max(2),
  shop: z.string(),
  /** Seconds for which a push service keeps it. */
  keptFor: z.int().positive(),
  urgency: z.enum(['low', 'normal', 'high']),
  replaces: z.boolean(),
});
export type PushParts = z.output<typeof pushPartsSchema>;

import { z } from 'zod';
import { linkTags } from '../link-tags.ts';
import { emailBlockSchema } from '../page-blocks.ts';

export const utmSchema = linkTags.extend({
  on: z.boolean().default(true).meta({
    title: 'Tag links for analytics',
    description: 'Adds utm_source, utm_medium and utm_campaign to every link.',
    control: 'switch',
  }),
});

export const emailContentSchema = z.strictObject({
  subject: z.string().max(250).default('').meta({
    title: 'Subject',
    description: 'Best under 50 characters; phones cut the rest.',
    control: 'template-text',
  }),
  preheader: z.string().max(250).default('').meta({
    title: 'Preview line',
    description: 'Shown after the subject in the inbox.',
    control: 'template-text',
  }),
  senderName: z
    .string()
    .max(80)
    .default('')
    .meta({ title: 'Sender name', description: "The shop's name when left empty.", control: 'text' }),
  blocks: z.array(emailBlockSchema).max(60).default([]).meta({
    title: 'Body',
    description: 'Drag blocks to change their order.',
    control: 'email-blocks',
  }),
  utm: utmSchema.prefault({}).meta({ title: 'Link tags', control: 'group' }),
});
export type EmailContent = z.output<typeof emailContentSchema>;
export type EmailContentInput = z.input<typeof emailContentSchema>;

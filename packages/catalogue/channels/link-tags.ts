import { z } from 'zod';

/** Whether the links of a message are tagged for analytics, and with which campaign. */
export const linkTags = z.strictObject({
  on: z.boolean().default(true).meta({ title: 'Tag links for analytics', control: 'switch' }),
  campaign: z
    .string()
    .max(120)
    .default('')
    .meta({ title: 'Campaign', description: "The flow's name when left empty.", control: 'text' }),
});

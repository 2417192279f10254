import { emailAddressSchema } from '@millrace/base';
import { z } from 'zod';

export const webPushConfig = z.object({
  contact: z.string().trim().pipe(emailAddressSchema).meta({
    title: 'E-mail address for push services',
    description:
      'Google, Mozilla, Apple and Microsoft write to it if something is wrong with what you send. Customers never see it',
  }),
});
export type WebPushConfig = z.output<typeof webPushConfig>;

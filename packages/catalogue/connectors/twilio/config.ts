import { z } from 'zod';

export const twilioConfig = z
  .object({
    accountSid: z
      .string()
      .trim()
      .regex(/^AC[0-9a-fA-F]{32}$/, 'It begins with AC and has 34 characters.')
      .meta({ title: 'Account SID', description: 'On the first page of the Twilio console' }),
    authToken: z.string().trim().min(8, 'This is too short to be the token.').max(200).meta({
      title: 'Auth token',
      description: 'Next to the account SID. Twilio also signs its callbacks with it',
      secret: true,
    }),
    previousAuthToken: z.string().trim().max(200).optional().meta({
      title: 'Previous auth token',
      description: 'While you change the token, callbacks signed with the old one are still accepted',
      secret: true,
    }),
    from: z
      .string()
      .trim()
      .regex(
        /^(\+[1-9]\d{6,14}|\d{3,8}|[A-Za-z0-9 ]{1,11})$/,
        'A number with country code such as +14155550123, a short code, or a name of at most 11 letters.',
      )
      .optional()
      .meta({
        title: 'Sender',
        description: 'Your Twilio number. Leave empty if you use a messaging service',
      }),
    messagingServiceSid: z
      .string()
      .trim()
      .regex(/^MG[0-9a-fA-F]{32}$/, 'It begins with MG and has 34 characters.')
      .optional()
      .meta({
        title: 'Messaging service SID',
        description: 'With it Twilio chooses the best of several numbers',
      }),
    apiAddress: z
      .string()
      .trim()
      .regex(/^https?:\/\/[^\s/?#@]+$/, 'An address such as https://api.twilio.com, with nothing after it.')
      .default('https://api.twilio.com')
      .meta({
        title: 'API address',
        description: 'Leave it as it is, unless your account is in another Twilio region',
      }),
    perSecond: z.number().min(0.1).max(500).default(1).meta({
      title: 'Most texts a second',
      description: '1 for a US long code, more for toll-free numbers and short codes',
    }),
  })
  .refine((config) => config.from || config.messagingServiceSid, {
    message: 'Enter a sender or a messaging service.',
    path: ['from'],
  });

export type TwilioConfig = z.output<typeof twilioConfig>;

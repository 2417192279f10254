import { z } from 'zod';

export const slackConfig = z.object({
  botToken: z
    .string()
    .trim()
    .regex(/^xox[bp]-[A-Za-z0-9-]{10,250}$/, 'A bot token begins with xoxb-.')
    .meta({
      title: 'Bot token',
      description: 'In your Slack app under OAuth & Permissions. It needs the scope chat:write',
      secret: true,
    }),
  signingSecret: z.string().trim().min(8, 'This is too short to be the secret.').max(200).meta({
    title: 'Signing secret',
    description: 'In your Slack app under Basic Information. Slack signs every press of a button with it',
    secret: true,
  }),
  previousSigningSecret: z.string().trim().max(200).optional().meta({
    title: 'Previous signing secret',
    description: 'While you change the secret, presses signed with the old one are still accepted',
    secret: true,
  }),
  channel: z
    .string()
    .trim()
    .regex(
      /^(#?[a-z0-9][a-z0-9._-]{0,79}|[CGD][A-Z0-9]{6,20})$/,
      'The name or the id of a channel, such as #store or C1H9RESGL.',
    )
    .meta({ title: 'Channel', description: 'Where notices go. Invite the app into it' }),
  apiAddress: z
    .string()
    .trim()
    .regex(/^https?:\/\/[^\s/?#@]+$/, 'An address such as https://slack.com, with nothing after it.')
    .default('https://slack.com')
    .meta({ title: 'API address', description: 'Leave it as it is' }),
});

export type SlackConfig = z.output<typeof slackConfig>;

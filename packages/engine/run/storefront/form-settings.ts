import { z } from 'zod';

export const FORM_KINDS = ['sign-up', 'waitlist'] as const;
export type FormKind = (typeof FORM_KINDS)[number];

const words = (most: number, title: string) =>
  z.string().trim().min(1, 'Write something here.').max(most).meta({ title });

/** When a form opens by itself; null for never. */
const popUpSchema = z
  .strictObject({
    /** Seconds after the page was opened. */
    after: z.int().min(0).max(600).nullable().default(8),
    /** Percent of the page that was scrolled. */
    scrolled: z.int().min(1).max(100).nullable().default(null),
    /** When the mouse leaves the page at the top. Phones have no such sign. */
    leaving: z.boolean().default(false),
    /** Days in which it opens once. */
    everyDays: z.int().min(1).max(365).default(30),
  })
  .refine(({ after, scrolled, leaving }) => after !== null || scrolled !== null || leaving, {
    message: 'Choose when it opens.',
    path: ['after'],
  });

/** What a form says and asks. */
export const formSettingsSchema = z.strictObject({
  heading: words(120, 'Heading'),
  text: z.string().trim().max(400).default(''),
  button: words(40, 'Button'),
  /** What they agree to, beside the button or the box; kept as the source of their consent. */
  consentWords: words(400, 'What they agree to'),
  /** Shown after they sent it. */
  thanks: words(300, 'After sending'),
  asksName: z.boolean().default(false),
  popUp: popUpSchema.nullable().default(null),
  mailSubject: words(120, 'Subject of the e-mail'),
  mailText: words(600, 'Text of the e-mail'),
  mailButton: words(40, 'Button of the e-mail'),
});
export type FormSettings = z.output<typeof formSettingsSchema>;

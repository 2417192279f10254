import type { z } from 'zod';
import type { CustomerFacts } from '@millrace/flow';

/** What is wrong with the content of a message, said to the marketer who wrote it. Errors stop publishing. */
export interface ContentProblem {
  readonly severity: 'error' | 'warning';
  readonly code: string;
  /** Dotted path of the field inside the content: `subject`, `blocks.2.link`. */
  readonly field: string;
  readonly sentence: string;
  /** What the whole field could say instead, where nothing has to be chosen, with the words for the button. */
  readonly fix?: { readonly title: string; readonly text: string } | undefined;
}

/** One piece of the content that may hold placeholders such as `{{ customer.firstName }}`. */
export interface ContentText {
  /** Dotted path of the field inside the content. */
  readonly field: string;
  /** As the marketer calls it: "the subject", "the button in block 3". */
  readonly where: string;
  readonly text: string;
  /** A link has to be whole: a missing value in it refuses the link. Text may have gaps. */
  readonly use: 'text' | 'rich-text' | 'link';
}

export interface ChannelLimits {
  /** Longest message in characters, as the channel counts them before personal values are filled in. */
  readonly characters: number;
  /** Largest share of a message, in what the provider bills: parts of a text; null where size is not billed. */
  readonly parts: number | null;
  /** Bytes of a rendered message beyond which inboxes cut it off; null where it does not apply. */
  readonly bytes: number | null;
}

/** A stretch of the day, in the customer's own zone, as `HH:MM`. */
export interface QuietStretch {
  readonly from: string;
  readonly until: string;
}

/** Everything there is to say about a channel. One folder each; the list is `kinds.ts`. */
export interface ChannelKind<Schema extends z.ZodType = z.ZodType> {
  /** As it is stored with messages, consents and suppressions: `email`, `sms`. */
  readonly id: string;
  /** "E-mail". */
  readonly title: string;
  /** One of them in a sentence: "an e-mail". */
  readonly noun: string;
  /** Name of an icon that `@millrace/ui` draws. */
  readonly icon: string;
  /** Key in `customer.consent` and `customer.suppressed` that governs it. */
  readonly consent: string;
  /** What the customer agreed to, in words for the preference page. */
  readonly purpose: string;
  /** Field of the customer that holds the address. */
  readonly address: 'email' | 'phone';
  readonly limits: ChannelLimits;
  /** When marketing on this channel stays silent unless the workspace says otherwise; null for never. */
  readonly quiet: QuietStretch | null;
  /** zod object with `.meta({ title, description, control })` on each field. Empty texts pass: `problems` names them in better words. */
  readonly content: Schema;
  /** Content of a message just dropped on the canvas. */
  readonly initial: z.input<Schema>;
  /** A complete message, for tests and docs. */
  readonly example: z.input<Schema>;
  /** The customer's address, or null when there is none that could work. */
  addressOf(customer: Pick<CustomerFacts, 'email' | 'phone'>): string | null;
  /** One line for the card on the canvas. Reads well for unfinished content too. */
  plainSummary(content: unknown): string;
  /** Every problem that can be seen without rendering. Takes unfinished content. */
  problems(content: unknown): readonly ContentProblem[];
  /** Every text with placeholders, for the renderer's check and the variable picker. */
  texts(content: z.output<Schema>): readonly ContentText[];
}

export function defineChannel<Schema extends z.ZodType>(channel: ChannelKind<Schema>): ChannelKind<Schema> {
  return channel;
}

import type { z } from 'zod';
import type { CustomerFacts } from '@millrace/flow';
import type { TouchWindows } from '@millrace/measure';
import type { ChannelAnswers, SampleShares } from '@millrace/rehearsal';
import type { AddressField } from './addresses.ts';
import type { CartRule, ChannelWords, ConsentRules } from './channel-rules.ts';
import type { ContentProblem, ContentText } from './content-parts.ts';
import type { MessageToWrite, RenderTools, WrittenMessage } from './rendering.ts';

export interface ChannelLimits {
  /** Longest finished text in characters; a longer one is not sent. Null where a provider sets none. */
  readonly characters: number | null;
  /** Most parts a finished text may be billed as; null where size is not billed. */
  readonly parts: number | null;
  /** Bytes of a page beyond which inboxes cut it off, which is warned of; null where it does not apply. */
  readonly bytes: number | null;
}

/**
 * Everything there is to say about a channel. One folder each; the list is `kinds.ts`. Whoever deals with messages reads it
 * here, and no other file names a channel.
 */
export interface ChannelKind<Schema extends z.ZodType = z.ZodType> {
  /** As it is stored with messages, consents and suppressions. Never changed. */
  readonly id: string;
  /** "E-mail". */
  readonly title: string;
  /** One of them in a sentence: "an e-mail". */
  readonly noun: string;
  /** Name of an icon that `@millrace/ui` draws. */
  readonly icon: string;
  readonly words: ChannelWords;
  /** Key in `customer.consent` and `customer.suppressed` that governs it. */
  readonly consent: string;
  readonly consentRules: ConsentRules;
  /** What the customer agrees to, in words for the preference page. */
  readonly purpose: string;
  /** Field of the customer that holds the address. */
  readonly address: AddressField;
  readonly limits: ChannelLimits;
  /** False for what wakes nobody: quiet hours hold for it only where the store gives it hours of its own. */
  readonly quietHours: boolean;
  readonly cartRule: CartRule | null;
  /** Deliveries that one worker has on their way at once, over all providers. */
  readonly atOnce: number;
  /** Whether it is known that somebody opened a message. */
  readonly tracksOpens: boolean;
  /** Which touches make an order count for a message, and for how many hours unless the flow says otherwise. */
  readonly attribution: TouchWindows;
  /** How people usually answer, while a store has too few messages of its own. Source in a comment. */
  readonly usualAnswers: ChannelAnswers;
  /** Of the sample customers of a store that has none of its own yet. */
  readonly sample: SampleShares;
  /** zod object with `.meta({ title, description, control })` on each field. Empty texts pass: `problems` names them in better words. */
  readonly content: Schema;
  /** Content of a message just dropped on the canvas. */
  readonly initial: z.input<Schema>;
  /** A complete message, for tests and docs. */
  readonly example: z.input<Schema>;
  /** The customer's address, or null when there is none that could work. */
  addressOf(customer: Pick<CustomerFacts, AddressField>): string | null;
  /** One line for the card on the canvas. Reads well for unfinished content too. */
  plainSummary(content: unknown): string;
  /** The message inside a sentence: "the e-mail “Your cart”", "a text message". */
  mention(content: z.output<Schema>): string;
  /** Every problem that can be seen without rendering. Takes unfinished content. */
  problems(content: unknown): readonly ContentProblem[];
  /** Every text with placeholders, for the renderer's check and the variable picker. */
  texts(content: z.output<Schema>): readonly ContentText[];
  /** Whether `write` has to know that it is the first message to this person. */
  readonly tellsFirst: boolean;
  /** What its links are turned into: `counted` addresses of any length, `short` ones, or none: they stay as written. */
  linkStyle(content: z.output<Schema>): 'counted' | 'short' | 'plain';
  /** Puts the message together for one person. Pure but for the tools. @throws content-invalid */
  write(
    message: MessageToWrite<z.output<Schema>>,
    tools: RenderTools,
  ): WrittenMessage | Promise<WrittenMessage>;
  /** In how many parts a finished text is billed; null where size is not billed. */
  partsOf(text: string): number | null;
}

/** Checks a channel against its own content schema and forgets the type of the content, so that channels fit in one list. */
export function defineChannel<Schema extends z.ZodType>(channel: ChannelKind<Schema>): ChannelKind {
  return channel as unknown as ChannelKind;
}

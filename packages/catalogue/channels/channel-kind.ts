import type { z } from 'zod';
import type { CustomerFacts } from '@millrace/flow';
import type { TouchWindows } from '@millrace/measure';
import type { ChannelAnswers, SampleShares } from '@millrace/rehearsal';
import type { AddressField } from './addresses.ts';
import type { CoreWords } from './core-words.ts';
import type { CartRule, ChannelWords, ConsentRules } from './channel-rules.ts';
import type { Screen } from './preview-props.ts';
import type { ContentProblem, ContentText } from './content-parts.ts';
import type { MessageToWrite, RenderTools, WrittenMessage } from './rendering.ts';

export interface ChannelLimits {
  /** Characters of a rendered text at most; a longer one is not sent. Null when providers set no limit. */
  readonly characters: number | null;
  /** Billed parts of a rendered text at most; null when size is not billed. */
  readonly parts: number | null;
  /** Bytes of a page above which inboxes cut it off, which gives a warning; null when it does not apply. */
  readonly bytes: number | null;
}

/**
 * Everything about a channel. Each is a folder; the list is `kinds.ts`. All code about messages reads it from
 * here, and no other file names a channel.
 */
export interface ChannelKind<Schema extends z.ZodType = z.ZodType> {
  /** The id stored with messages, consents and suppressions. It never changes. */
  readonly id: string;
  /** "E-mail". */
  readonly title: string;
  /** One message in a sentence: "an e-mail". */
  readonly noun: string;
  /** Name of an icon that `@millrace/ui` draws. */
  readonly icon: string;
  readonly words: ChannelWords;
  /** Its key in `customer.consent` and `customer.suppressed`. */
  readonly consent: string;
  readonly consentRules: ConsentRules;
  /** What the customer agrees to, in words for the preference page. */
  readonly purpose: string;
  /** Field of the customer that holds the address. */
  readonly address: AddressField;
  readonly limits: ChannelLimits;
  /**
   * False for a channel that wakes nobody: quiet hours apply only if the store sets hours for this channel.
   */
  readonly quietHours: boolean;
  readonly cartRule: CartRule | null;
  /** Deliveries that one worker makes at the same time, over all providers. */
  readonly atOnce: number;
  /** Screens on which its messages look different, in the order of previews. */
  readonly screens: readonly Screen[];
  /** Whether opens are tracked. */
  readonly tracksOpens: boolean;
  /**
   * The touches for which an order is credited to a message, with the hours; a flow may override the hours.
   */
  readonly attribution: TouchWindows;
  /**
   * Usual response rates, used while a store has too few messages of its own. Their source is in a comment.
   */
  readonly usualAnswers: ChannelAnswers;
  /**
   * What a message usually costs, in US cents; taken as minor units of the store's currency until the owner says more.
   * The source is in a comment.
   */
  readonly usualCost: number;
  /** Shares for sample customers, in rehearsals of a store without customers. */
  readonly sample: SampleShares;
  /**
   * zod object with `.meta({ title, description, control })` on each field. Empty texts pass; `problems`
   * reports them.
   */
  readonly content: Schema;
  /** Content of a new message. */
  readonly initial: z.input<Schema>;
  /** A complete message, for tests and docs. */
  readonly example: z.input<Schema>;
  /** The customer's address; null when it is missing or invalid. */
  addressOf(customer: Pick<CustomerFacts, AddressField>): string | null;
  /** One line for the card on the canvas. Reads well for unfinished content too. */
  plainSummary(content: unknown): string;
  /** The message inside a sentence: "the e-mail “Your cart”", "a text message". */
  mention(content: z.output<Schema>): string;
  /** Every problem that can be found without rendering. Takes unfinished content. */
  problems(content: unknown): readonly ContentProblem[];
  /** Every text with placeholders, for the renderer's check and the variable picker. */
  texts(content: z.output<Schema>): readonly ContentText[];
  /** The core of its words, to carry over to another channel. Takes unfinished content. */
  coreOf(content: z.output<Schema>): CoreWords;
  /** A message with these words: the most that this channel usually says. */
  fromCore(core: CoreWords): z.input<Schema>;
  /** Whether `write` needs to know if this is the first message to the person. */
  readonly tellsFirst: boolean;
  /**
   * Replacement of its links: `counted` addresses of any length, `short` ones, or `plain`: links stay as
   * written.
   */
  linkStyle(content: z.output<Schema>): 'counted' | 'short' | 'plain';
  /** Writes the message for one person. Pure except for the tools. @throws content-invalid */
  write(
    message: MessageToWrite<z.output<Schema>>,
    tools: RenderTools,
  ): WrittenMessage | Promise<WrittenMessage>;
  /** The number of parts a rendered text is billed as; null when size is not billed. */
  partsOf(text: string): number | null;
}

/** Types a channel by its content schema, then drops that type, so that channels fit in one list. */
export function defineChannel<Schema extends z.ZodType>(channel: ChannelKind<Schema>): ChannelKind {
  return channel as unknown as ChannelKind;
}

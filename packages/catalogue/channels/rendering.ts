import type { Json } from '@millrace/base';
import type { EmailBlock } from './page-blocks.ts';
import type { AskedSurvey } from './survey.ts';

/** The message that a channel has to write for one person. */
export interface MessageToWrite<Content = unknown> {
  readonly content: Content;
  readonly purpose: 'marketing' | 'transactional';
  /** True when this person never got a message on this channel. Set only if the channel has `tellsFirst`. */
  readonly isFirst: boolean;
  /** The data of placeholders that a channel itself reads. */
  readonly view: {
    readonly cart: { readonly recoveryUrl: string | null } | null;
    readonly locale: string;
    readonly links: { readonly unsubscribe: string; readonly preferences: string };
  };
}

/**
 * A text with its values filled in, or why it failed. Values are fenced by marks; `tools.text` and
 * `tools.oneLine` remove them.
 */
export type FilledText =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly problem: string };

/** The links of one message: tagged, counted if the channel wants it, and recorded. */
export interface LinksToWrite {
  /**
   * The address to write for a filled link; null when it is refused, which adds a note.
   * @throws content-invalid when there are too many
   */
  add(filled: string, label: string, field: string): string | null;
  /**
   * Adds a question. Its links have no tags, and following one counts as a click.
   * @returns the address to write for each of its answers, in their order
   * @throws content-invalid when there are too many links
   */
  addSurvey(survey: AskedSurvey): readonly string[];
  /** Adds a note for the author that something was left out, and why. */
  leaveOut(field: string, sentence: string): void;
}

/** Tools that the engine provides to every channel's `write`. */
export interface RenderTools {
  /** Fills placeholders, within limits of time and length. @param most characters of one filled text */
  fill(texts: readonly string[], most?: number): readonly FilledText[];
  /** @param tags for analytics; `medium` is the channel */
  links(tags: { readonly on: boolean; readonly campaign: string; readonly medium: string }): LinksToWrite;
  /** A filled text as plain text. Every address in it goes through `links`. */
  text(filled: string, links: LinksToWrite): string;
  /** A filled text in one line, without line breaks from values. */
  oneLine(filled: string): string;
  /** A page of blocks in the shop's design, and the same in plain text. @throws content-invalid */
  page(page: PageToWrite): Promise<{ readonly html: string; readonly text: string }>;
  /** Name of the shop. */
  readonly shop: string;
}

export interface PageToWrite {
  readonly blocks: readonly EmailBlock[];
  /** Filled texts by field: `blocks.2.text`. */
  readonly values: ReadonlyMap<string, string>;
  readonly subject: string;
  readonly preheader: string;
  readonly links: LinksToWrite;
}

/** A written message. Parts that a channel does not have are null. */
export interface WrittenMessage {
  readonly senderName: string | null;
  readonly subject: string | null;
  readonly preheader: string | null;
  /** A whole page. */
  readonly html: string | null;
  /** Plain text; for a channel with a page, the version for programs that show no HTML. */
  readonly text: string;
  /** Extra headers for the provider. */
  readonly headers: Readonly<Record<string, string>>;
  /** Parts that only this channel has, for its connectors: buttons, a picture. */
  readonly parts: Json;
}

/** A message of plain text only. */
export const textOnly = (text: string): WrittenMessage => ({
  senderName: null,
  subject: null,
  preheader: null,
  html: null,
  text,
  headers: {},
  parts: null,
});

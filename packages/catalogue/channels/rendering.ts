import type { Json } from '@millrace/base';
import type { EmailBlock } from './page-blocks.ts';

/** What a channel is asked to write: one message for one person. */
export interface MessageToWrite<Content = unknown> {
  readonly content: Content;
  readonly purpose: 'marketing' | 'transactional';
  /** True when this person never had a message on this channel. Known only where the channel asks (`tellsFirst`). */
  readonly isFirst: boolean;
  /** What the texts can name, as far as a channel itself looks at it. */
  readonly view: {
    readonly cart: { readonly recoveryUrl: string | null } | null;
    readonly locale: string;
    readonly links: { readonly unsubscribe: string; readonly preferences: string };
  };
}

/** A text with its values filled in, or why it could not be. Values are fenced; `tools.text` and `tools.oneLine` take the fences away. */
export type FilledText =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly problem: string };

/** The links of one message: tagged, counted where that is wanted, and noted. */
export interface LinksToWrite {
  /** The address to write for a filled link; null when it is refused, which is noted. @throws content-invalid when there are too many */
  add(filled: string, label: string, field: string): string | null;
  /** Notes that something was left out, and why, for whoever wrote it. */
  leaveOut(field: string, sentence: string): void;
}

/** What the engine does for every channel, so that a channel only says how its messages are put together. */
export interface RenderTools {
  /** Fills placeholders, within limits of time and length. @param most characters that may come out of one text */
  fill(texts: readonly string[], most?: number): readonly FilledText[];
  /** @param tags of analytics; `medium` says by which channel somebody came */
  links(tags: { readonly on: boolean; readonly campaign: string; readonly medium: string }): LinksToWrite;
  /** Filled words as plain text: every address in it goes through `links`. */
  text(filled: string, links: LinksToWrite): string;
  /** Filled words in one line, whatever a name brings along. */
  oneLine(filled: string): string;
  /** A page of blocks in the look of the shop, and the same in plain text. @throws content-invalid */
  page(page: PageToWrite): Promise<{ readonly html: string; readonly text: string }>;
  /** What the shop calls itself. */
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

/** A message as it is written. What a channel does not have is null. */
export interface WrittenMessage {
  readonly senderName: string | null;
  readonly subject: string | null;
  readonly preheader: string | null;
  /** A whole page. */
  readonly html: string | null;
  /** Plain text; of a channel with a page, the same for programs that show none. */
  readonly text: string;
  /** Extra headers for the provider. */
  readonly headers: Readonly<Record<string, string>>;
  /** What only this channel has, for the connectors that carry it: buttons, a picture. */
  readonly parts: Json;
}

/** Writes plain text and nothing else. */
export const textOnly = (text: string): WrittenMessage => ({
  senderName: null,
  subject: null,
  preheader: null,
  html: null,
  text,
  headers: {},
  parts: null,
});

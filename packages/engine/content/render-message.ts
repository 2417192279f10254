import { cutTo } from '@millrace/base';
import type { ChannelKind, RenderTools, WrittenMessage } from '@millrace/channels';
import { evaluateTexts } from './liquid/evaluate.ts';
import { unmark } from './liquid/marks.ts';
import { LinkBook, type MessageAddresses, type RefusedLink, type SentLink } from './links/link-book.ts';
import { campaignOf } from './links/utm.ts';
import { measured } from './measure-message.ts';
import type { Brand } from './page/brand.ts';
import { writePage } from './page/write-page.ts';
import { writeText } from './text/write-text.ts';
import type { ContentView } from './view/content-view.ts';

/** A message to render for one person. Plain data. */
export interface MessageToRender {
  /** Validated by the channel's schema. */
  readonly content: unknown;
  readonly view: ContentView;
  readonly brand: Brand;
  readonly purpose: 'marketing' | 'transactional';
  /** Name of the flow, for the campaign tag and for telling a flow's messages apart. */
  readonly campaign: string;
  readonly campaignContent?: string | undefined;
  /** True when the customer never got a message on this channel. */
  readonly isFirst: boolean;
}

/** A message as its channel wrote it, with its links, before the check of the channel's limits. */
export interface UnmeasuredMessage extends WrittenMessage {
  readonly links: readonly SentLink[];
  readonly refusedLinks: readonly RefusedLink[];
}

export interface RenderedMessage extends UnmeasuredMessage {
  /** Number of billed parts; null when the channel is not billed by size. */
  readonly segments: number | null;
}

/**
 * Renders a message for one person by its channel's `write`.
 * @throws content-invalid when it cannot be filled in, is empty, or is too long to send
 */
export async function renderMessage(
  channel: ChannelKind,
  message: MessageToRender,
  addresses: MessageAddresses = {},
): Promise<RenderedMessage> {
  return measured(channel, await writeMessage(channel, message, addresses));
}

/**
 * Renders a message without checking its limits, because its links may still change its length.
 * @throws content-invalid
 */
export async function writeMessage(
  channel: ChannelKind,
  message: MessageToRender,
  addresses: MessageAddresses,
): Promise<UnmeasuredMessage> {
  const { view, purpose, isFirst } = message;
  const content = channel.content.parse(message.content);
  const books: LinkBook[] = [];
  const addressOf = channel.linkStyle(content) === 'plain' ? undefined : addresses.addressOf;
  const tools = toolsFor(message, { openUrl: addresses.openUrl, addressOf }, books);
  const written = await channel.write({ content, view, purpose, isFirst }, tools);
  return {
    ...written,
    links: books.flatMap((book) => book.links),
    refusedLinks: books.flatMap((book) => book.refused),
  };
}

function toolsFor(
  message: MessageToRender,
  { openUrl, addressOf }: MessageAddresses,
  books: LinkBook[],
): RenderTools {
  const { view, brand, purpose } = message;
  return {
    fill: (texts, most) => evaluateTexts(texts, view as unknown as Record<string, unknown>, most),
    links({ on, campaign, medium }) {
      const tags = {
        source: 'millrace',
        medium,
        campaign: campaignOf(campaign || message.campaign),
        content: message.campaignContent,
      };
      const untouched = [view.links.unsubscribe, view.links.preferences];
      const from = books.reduce((sum, book) => sum + book.links.length, 0);
      const book = new LinkBook({
        utm: on ? tags : null,
        untouched,
        addressOf,
        answerUrl: view.links.answer,
        from,
      });
      books.push(book);
      return book;
    },
    text: writeText,
    oneLine,
    page: (page) => writePage(page, { view, brand, purpose, openUrl }),
    shop: brand.name,
  };
}

const LONGEST_LINE = 400;

/** Removes line breaks from a subject, because they would begin new headers. */
function oneLine(text: string): string {
  return cutTo(
    unmark(text)
      .replace(/[\s\u2028\u2029]+/g, ' ')
      .trim(),
    LONGEST_LINE,
  );
}

import type { ChannelKind } from './channel-kind.ts';
import { channelById } from './registry.ts';

/** A title inside a sentence: "Text message" -> "text message". */
export const lowered = (title: string): string => title.charAt(0).toLowerCase() + title.slice(1);

/** "texts" at the beginning of a sentence: "Texts". */
export const raised = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

/** "an e-mail" -> "e-mail". */
export const withoutArticle = (noun: string): string => noun.replace(/^an? /, '');

/** Labels, by path, of the facts about people that a channel adds. */
export const channelFacts = ({ title, words, consent }: ChannelKind): Readonly<Record<string, string>> => ({
  [`customer.consent.${consent}`]: `${lowered(title)} consent`,
  [`customer.suppressed.${consent}`]: `suppressed for ${words.many}`,
});

/** A channel's title inside a sentence: "e-mail", "text message". For an unknown channel, its id. */
export function channelInSentence(id: string): string {
  const title = channelById(id)?.title;
  return title ? lowered(title) : id;
}

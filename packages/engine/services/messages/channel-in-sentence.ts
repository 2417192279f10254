import { channelById } from '@millrace/channels';

/** A channel's title inside a sentence: "e-mail", "text message". The id of one that the catalogue does not know. */
export function channelInSentence(id: string): string {
  const title = channelById(id)?.title;
  return title ? title.charAt(0).toLowerCase() + title.slice(1) : id;
}

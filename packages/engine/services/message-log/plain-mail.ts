import { escapeHtml } from '@millrace/base';
import { channelTo } from '@millrace/channels';
import { outgoing, type OutgoingMessage } from '@millrace/connectors';
import { newId, type Tx } from '@millrace/db';
import { connectionsFor } from '@millrace/run/messages';

/** Members of the team have only an e-mail address. */
const MAIL = channelTo('email')?.id;

/** Connections that can send an e-mail, newest first. */
export const mailCarriers = async (tx: Tx) => (MAIL === undefined ? [] : connectionsFor(tx, MAIL));

interface PlainMail {
  /** Id of its row, if it has one: the provider's key against repeats is made from it. */
  readonly id?: string;
  readonly to: string;
  readonly toName: string | null;
  readonly subject: string;
  /** One paragraph each. */
  readonly lines: readonly string[];
  readonly links: readonly { readonly label: string; readonly url: string }[];
}

/** An e-mail of Millrace itself to a member of the team: paragraphs and links. */
export function plainMail({ id = newId(), to, toName, subject, lines, links }: PlainMail): OutgoingMessage {
  return outgoing({
    channel: MAIL ?? '',
    messageId: id,
    to,
    toName,
    subject,
    text: [...lines, ...links.map(({ label, url }) => `${label}: ${url}`)].join('\n\n'),
    html: [
      ...lines.map((line) => `<p>${escapeHtml(line)}</p>`),
      ...links.map(({ label, url }) => `<p><a href="${escapeHtml(url)}">${escapeHtml(label)}</a></p>`),
    ].join('\n'),
    headers: { 'Auto-Submitted': 'auto-generated' },
  });
}

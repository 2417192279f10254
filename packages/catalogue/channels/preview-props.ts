import type { Json } from '@millrace/base';

/** A rendered message, as screens get it. */
export interface MessageToShow {
  readonly senderName: string | null;
  readonly subject: string | null;
  readonly preheader: string | null;
  /** The page of an e-mail; null for channels without one. */
  readonly html: string | null;
  /** The plain text. */
  readonly text: string | null;
  readonly segments: number | null;
  /** Parts that only this channel has, such as buttons; left out when they are not stored. */
  readonly parts?: Json;
}

export type Screen = 'phone' | 'desktop';

export interface PreviewProps {
  readonly message: MessageToShow;
  readonly screen: Screen;
}

/** The policy of a shown e-mail: it may load pictures and its own styles, no scripts, frames or forms. */
const PREVIEW_POLICY =
  "default-src 'none'; img-src https: http: data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/** The page of an e-mail with a content security policy, for a sandboxed frame. Links open in a new tab. */
export function framedPage(html: string): string {
  const head = `<meta http-equiv="Content-Security-Policy" content="${PREVIEW_POLICY}"><base target="_blank"><meta name="referrer" content="no-referrer">`;
  return /<head(?=[\s>])[^>]*>/i.test(html)
    ? html.replace(/<head(?=[\s>])[^>]*>/i, (tag) => tag + head)
    : `<!doctype html><head>${head}</head>${html}`;
}

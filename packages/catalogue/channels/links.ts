/** Schemes a link in a message may have. Anything else (javascript:, data:) is refused. */
const SCHEMES = ['https:', 'http:', 'mailto:', 'tel:'] as const;

/** True for a safe link: absolute, with an allowed scheme, without blanks or control characters. */
export function isSafeLink(link: string): boolean {
  if (!/^[^\s<>"\u0000-\u001f\u007f-\u009f]+$/.test(link)) return false;
  const scheme = /^([a-z][a-z0-9+.-]*:)/i.exec(link)?.[1]?.toLowerCase();
  if (scheme === undefined || !(SCHEMES as readonly string[]).includes(scheme)) return false;
  return scheme === 'mailto:' || scheme === 'tel:'
    ? link.length > scheme.length
    : /^https?:\/\/[^/?#]+/i.test(link);
}

/** True when a text has a placeholder, so that only rendering shows whether it is a valid link. */
export function hasPlaceholder(text: string): boolean {
  return /\{\{|\{%/.test(text);
}

import { wellFormed } from '@millrace/base';

/**
 * A web address that is valid in a header or a mail: non-ASCII characters percent-encoded (RFC 3987, section
 * 3.1), a host in another script in punycode. Everything else is unchanged, because brackets, pipes and
 * percent signs mean something to the shop that wrote them. Null when it has no host that a browser could
 * open.
 */
export function sendableLink(link: string): string | null {
  const [, scheme = '', rest = ''] = /^([a-z][a-z0-9+.-]*:)(.*)$/is.exec(link) ?? [];
  if (!/^https?:$/i.test(scheme)) return encodeForeign(link);
  const [, authority = '', after = ''] = /^\/\/([^/?#\\]*)(.*)$/s.exec(rest) ?? [];
  const at = authority.lastIndexOf('@') + 1;
  const host = sendableHost(authority.slice(at));
  return host === null
    ? null
    : `${scheme}//${encodeForeign(authority.slice(0, at))}${host}${encodeForeign(after)}`;
}

function sendableHost(host: string): string | null {
  let url: URL;
  try {
    url = new URL(`http://${host}`);
  } catch {
    return null;
  }
  if (isAscii(host)) return host;
  const port = /:\d+$/.exec(host)?.[0] ?? '';
  return url.hostname + port;
}

const isAscii = (text: string): boolean => /^[\u0020-\u007e]*$/.test(text);

/** Percent-encodes all but printable ASCII, as UTF-8. */
function encodeForeign(text: string): string {
  return text.replace(/[^\u0021-\u007e]+/g, (foreign) => encodeURIComponent(wellFormed(foreign)));
}

import ipaddr from 'ipaddr.js';

/** An internal machine that the owner lets Millrace call: by the name it is called by, or by its address. */
interface Allowed {
  readonly host: string;
  readonly port: number | null;
}

/** A host as it is compared: without brackets and the root's dot, in small letters, an address in its one spelling. */
export function plainHost(host: string): string {
  const bare = host
    .trim()
    .toLowerCase()
    .replace(/^\[(.*)\]$/, '$1')
    .replace(/\.$/, '');
  // Four whole numbers only: of `127.1` or `0177.0.0.1` each system makes what it likes.
  return ipaddr.IPv4.isValidFourPartDecimal(bare) || ipaddr.IPv6.isValid(bare)
    ? ipaddr.process(bare).toString()
    : bare;
}

/**
 * Reads `MILLRACE_ALLOW_INTERNAL`: `host` or `host:port`, several by commas; an IPv6 address with a port in brackets.
 * @throws RangeError naming the entry that cannot be read
 */
export function parseAllowed(setting: string): readonly Allowed[] {
  return setting
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
    .map((entry) => {
      const [, host = '', port] =
        /^(\[[^\]]+\]|[^:[\]]+)(?::(\d{1,5}))?$/.exec(entry) ??
        (ipaddr.IPv6.isValid(entry) ? ['', entry] : []);
      const number = port === undefined ? null : Number(port);
      if (host === '' || !/^[\w.:[\]-]+$/.test(host) || (number !== null && (number < 1 || number > 65_535)))
        throw new RangeError(`MILLRACE_ALLOW_INTERNAL: “${entry}” is no host or host:port.`);
      return { host: plainHost(host), port: number };
    });
}

let read: { readonly setting: string; readonly allowed: readonly Allowed[] } | null = null;

/** Whether the owner lets Millrace call this machine, named by its name or its address, at this port. */
export function isAllowedInternal(
  host: string,
  port: number,
  setting = process.env['MILLRACE_ALLOW_INTERNAL'] ?? '',
): boolean {
  if (setting === '') return false;
  if (read?.setting !== setting) read = { setting, allowed: parseAllowed(setting) };
  const plain = plainHost(host);
  return read.allowed.some((entry) => entry.host === plain && (entry.port === null || entry.port === port));
}

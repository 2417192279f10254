import ipaddr from 'ipaddr.js';

/** An internal machine that the owner allows Millrace to call, by name or by address. */
interface Allowed {
  readonly host: string;
  readonly port: number | null;
}

/**
 * A host in a form for comparison: without brackets and the root's dot, in lower case, an address in its
 * standard spelling.
 */
export function plainHost(host: string): string {
  const bare = host
    .trim()
    .toLowerCase()
    .replace(/^\[(.*)\]$/, '$1')
    .replace(/\.$/, '');
  // Only four decimal parts. Systems differ in how they read `127.1` or `0177.0.0.1`.
  return ipaddr.IPv4.isValidFourPartDecimal(bare) || ipaddr.IPv6.isValid(bare)
    ? ipaddr.process(bare).toString()
    : bare;
}

/**
 * Parses `MILLRACE_ALLOW_INTERNAL`: `host` or `host:port`, separated by commas; an IPv6 address with a port
 * in brackets.
 * @throws RangeError naming the entry that cannot be parsed
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
        throw new RangeError(`MILLRACE_ALLOW_INTERNAL: “${entry}” is not a host or host:port.`);
      return { host: plainHost(host), port: number };
    });
}

let read: { readonly setting: string; readonly allowed: readonly Allowed[] } | null = null;

/** Whether the owner allows calls to this machine, by its name or its address, at this port. */
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

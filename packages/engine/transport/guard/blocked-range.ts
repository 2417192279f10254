import ipaddr from 'ipaddr.js';

/**
 * Global unicast of IPv6 (RFC 4291, section 2.4). Everything outside is special; special ranges inside are
 * named separately (IANA, "IPv6 Special-Purpose Address Registry").
 */
const GLOBAL_V6 = cidr('2000::/3');
const SPECIAL_V6 = ['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'].map(cidr);
/**
 * An IPv4 address as an IPv6-only network writes it (RFC 6052, section 2.1). The IPv4 address inside counts.
 */
const TRANSLATED = cidr('64:ff9b::/96');
/**
 * The metadata service of a cloud. Its address is public, but it gives every machine data that must stay
 * private: Azure, "What is IP address 168.63.129.16?".
 */
const METADATA = ['168.63.129.16'];

type V6Range = [ipaddr.IPv6, number];

function cidr(range: string): V6Range {
  return ipaddr.IPv6.parseCIDR(range);
}

/**
 * Why an address may not be called, or null when it may. Only public unicast addresses may be called. An IPv4
 * address written inside an IPv6 one counts as the IPv4 address; forms that go through a gateway (6to4,
 * Teredo) are blocked.
 */
export function blockedRange(address: string): string | null {
  if (address.includes('%')) return 'of one link only';
  if (!ipaddr.isValid(address)) return 'unreadable';
  const parsed = ipaddr.process(address);
  if (parsed instanceof ipaddr.IPv4) return blockedV4(parsed);
  const v6 = parsed as ipaddr.IPv6;
  if (v6.match(TRANSLATED)) return blockedV4(new ipaddr.IPv4(v6.toByteArray().slice(12)));
  const range = v6.range();
  if (range !== 'unicast') return range;
  return v6.match(GLOBAL_V6) && !SPECIAL_V6.some((special) => v6.match(special)) ? null : 'special';
}

function blockedV4(address: ipaddr.IPv4): string | null {
  if (METADATA.includes(address.toString())) return 'metadata';
  const range = address.range();
  return range === 'unicast' ? null : range;
}

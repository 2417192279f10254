import { z } from 'zod';

/** Every platform has `URL`; this package has no platform types, so the part used is declared here. */
declare const URL: new (text: string) => { readonly hostname: string };

/**
 * RFC 5321, section 4.5.3.1: octets of the local part, and of the whole address (a path without its angle
 * brackets).
 */
const LONGEST_LOCAL = 64;
const LONGEST = 254;
const LONGEST_LABEL = 63;

/**
 * RFC 5322, section 3.2.3: a dot-atom, with letters of any script (RFC 6531). Quoted local parts and comments
 * are left out: real mailboxes do not have them, and mail servers read them differently.
 */
const LOCAL = /^[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+(\.[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+)*$/u;
const LABEL = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/;
/** Labels of letters, digits and hyphens in any script, with dots between them. */
const DOMAIN_AS_WRITTEN = /^[\p{L}\p{M}\p{N}-]+(\.[\p{L}\p{M}\p{N}-]+)+$/u;

/**
 * One e-mail address as a mail server takes it, or null when the text is anything else: a display name, a
 * list, a line break or a control character is refused. The domain comes out in lower case, and as punycode
 * (RFC 5891) when it is not in ASCII.
 */
export function toEmailAddress(text: string): string | null {
  const given = text.replace(/^ +| +$/g, '');
  if (given.length > LONGEST * 2) return null;
  const at = given.lastIndexOf('@');
  const local = given.slice(0, Math.max(0, at)).normalize('NFC');
  if (at < 1 || local.length > LONGEST_LOCAL || !LOCAL.test(local)) return null;
  const domain = asciiDomain(given.slice(at + 1));
  if (domain === null) return null;
  const address = `${local}@${domain}`;
  return address.length <= LONGEST ? address : null;
}

function asciiDomain(domain: string): string | null {
  if (!DOMAIN_AS_WRITTEN.test(domain)) return null;
  let ascii: string;
  try {
    // `URL` is the punycode encoder that every platform has.
    ascii = new URL(`http://${domain}`).hostname;
  } catch {
    return null;
  }
  const labels = ascii.split('.');
  const isName =
    labels.length >= 2 && labels.every((label) => label.length <= LONGEST_LABEL && LABEL.test(label));
  return isName && !/^\d+$/.test(labels.at(-1) ?? '') ? ascii : null;
}

export function isEmailAddress(text: string): boolean {
  return toEmailAddress(text) === text;
}

/** The schema of every e-mail address that comes in: senders, reply-to addresses, test sends, customers. */
export const emailAddressSchema = z
  .string()
  .max(LONGEST * 2)
  .overwrite((text) => toEmailAddress(text) ?? text)
  .refine(isEmailAddress, 'This is not one e-mail address, such as ann@example.com.')
  .meta({ format: 'email' });

/** E.164, as the text channel and its providers require. */
export const phoneNumberSchema = z
  .string()
  .regex(/^\+[1-9]\d{6,14}$/, 'A telephone number begins with + and the country code, such as +14155550123.');

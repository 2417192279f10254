import { keyFor } from '@millrace/core/store';
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { world } from '../world.ts';

/** Seconds a browser is known after its last sign-in: 400 days, the longest that browsers keep a cookie (RFC 6265bis). */
const KNOWN_FOR = 400 * 24 * 60 * 60;
/** Most accounts for which one browser is remembered. */
const MOST = 5;

const name = () =>
  `${world().configuration.publicUrl.startsWith('https:') ? '__Secure-' : ''}millrace.device`;
const mac = (text: string) =>
  createHmac('sha256', keyFor(world().configuration.secret, 'devices')).update(text).digest('base64url');
/** A keyed hash of the address, so that it cannot be read from the cookie. */
const tagOf = (email: string) => mac(`account\n${email}`).slice(0, 22);

interface Entry {
  readonly tag: string;
  /** Id of this browser and account. */
  readonly id: string;
  /** Epoch seconds. */
  readonly until: number;
}

/**
 * Whether this browser signed in to the account before. If so, it has a limit of its own, and guessing at the account from
 * elsewhere cannot lock it out. (OWASP, "Slow down online guessing attacks with device cookies".)
 * @param email in lower case
 * @returns the id of browser and account; null when it is unknown
 */
export function knownDevice(headers: Headers, email: string): string | null {
  const tag = tagOf(email);
  return read(headers).find((entry) => entry.tag === tag)?.id ?? null;
}

/** The cookie by which a browser that just signed in is recognised later. */
export function deviceCookie(headers: Headers, email: string): string {
  const tag = tagOf(email);
  const others = read(headers).filter((entry) => entry.tag !== tag);
  const until = Math.floor(Date.now() / 1000) + KNOWN_FOR;
  const entry: Entry = {
    tag,
    id: knownDevice(headers, email) ?? randomBytes(12).toString('base64url'),
    until,
  };
  const value = [entry, ...others].slice(0, MOST).map(written).join('~');
  const secure = name().startsWith('__Secure-') ? '; Secure' : '';
  return `${name()}=${value}; Max-Age=${KNOWN_FOR}; Path=/; HttpOnly; SameSite=Lax${secure}`;
}

const written = ({ tag, id, until }: Entry): string =>
  `${tag}.${id}.${until}.${mac(`${tag}.${id}.${until}`)}`;

function read(headers: Headers): Entry[] {
  const cookies = (headers.get('cookie') ?? '').split(/;\s*/);
  const value = cookies.find((cookie) => cookie.startsWith(`${name()}=`))?.slice(name().length + 1) ?? '';
  return value.split('~').slice(0, MOST).flatMap(entryOf);
}

function entryOf(text: string): Entry[] {
  const [tag = '', id = '', until = '', signature = ''] = text.split('.');
  const right = Buffer.from(mac(`${tag}.${id}.${until}`));
  const given = Buffer.from(signature);
  if (given.length !== right.length || !timingSafeEqual(given, right)) return [];
  return Number(until) * 1000 > Date.now() ? [{ tag, id, until: Number(until) }] : [];
}

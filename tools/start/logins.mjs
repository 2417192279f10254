import { createHash } from 'node:crypto';

/** @typedef {{ app: string, auth: string }} Passwords */

/** The longest name in Postgres, in bytes. */
const longestName = 63;

/**
 * The role by which the web app and workers, or sign-in, use a database. Roles belong to a whole server, so
 * the database's name tells its installations apart.
 * @param {string} database
 * @param {'app' | 'auth'} kind
 */
export function loginName(database, kind) {
  const name = `${database}_${kind}_login`;
  if (Buffer.byteLength(name) <= longestName) return name;
  const end = `_${createHash('sha256').update(database).digest('hex').slice(0, 8)}_${kind}_login`;
  let begin = database;
  while (Buffer.byteLength(begin + end) > longestName) begin = begin.slice(0, -1);
  return begin + end;
}

/**
 * The addresses by which web, worker and sign-in use the owner's database. Given addresses win.
 * @param {string} ownerUrl
 * @param {Passwords} passwords
 * @param {{ app: string | null, auth: string | null }} [given]
 * @returns {{ DATABASE_APP_URL: string, DATABASE_AUTH_URL: string }}
 */
export function loginUrls(ownerUrl, passwords, given = { app: null, auth: null }) {
  return {
    DATABASE_APP_URL: given.app ?? urlOf(ownerUrl, 'app', passwords.app),
    DATABASE_AUTH_URL: given.auth ?? urlOf(ownerUrl, 'auth', passwords.auth),
  };
}

/** @param {string} ownerUrl @param {'app' | 'auth'} kind @param {string} password */
function urlOf(ownerUrl, kind, password) {
  // An invalid address is reported where the owner's address is checked.
  const parts = /^(postgres(?:ql)?:\/\/)(?:([^@/?]*)@)?([^/?]*)(?:\/([^?]*))?(\?.*)?$/.exec(
    withoutUnescaped(ownerUrl),
  );
  if (!parts) return ownerUrl;
  const [, protocol, who = '', where, path = '', more = ''] = parts;
  const database = decoded(path) || decoded(who.split(':')[0] ?? '') || 'postgres';
  return `${protocol}${encodeURIComponent(loginName(database, kind))}:${encodeURIComponent(password)}@${where}/${encodeURIComponent(database)}${more}`;
}

/** A password may contain an unescaped @, so the last one ends it. @param {string} url */
function withoutUnescaped(url) {
  const [, protocol = '', rest = ''] = /^(\w+:\/\/)(.*)$/s.exec(url.trim()) ?? [];
  const slash = rest.indexOf('/');
  const authority = slash < 0 ? rest : rest.slice(0, slash);
  const at = authority.lastIndexOf('@');
  return at < 0
    ? url.trim()
    : `${protocol}${authority.slice(0, at).replaceAll('@', '%40')}@${rest.slice(at + 1)}`;
}

/** @param {string} text */
function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

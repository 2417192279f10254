import { StartProblem, type StartProblemCode } from '@millrace/base';

/** The host, port and database of an address. */
export interface Place {
  readonly host: string;
  readonly port: string;
  readonly user: string;
  readonly database: string;
}

/**
 * @param setting name of the variable with the address
 * @throws StartProblem when it is not an address of a Postgres
 */
export function placeOf(address: string, setting: string): Place {
  try {
    // The driver accepts several hosts, which a URL cannot hold. Only the first is read.
    const url = new URL(address.trim().replace(/(@[^/?,]+),[^/?]*/, '$1'));
    if (!/^postgres(ql)?:$/.test(url.protocol) || url.hostname === '')
      throw new StartProblem('database-address', { setting });
    const user = decodeURIComponent(url.username);
    decodeURIComponent(url.password);
    return {
      host: decodeURIComponent(url.hostname).replace(/^\[|\]$/g, ''),
      port: url.port || '5432',
      user,
      database: decodeURIComponent(url.pathname.slice(1)) || user,
    };
  } catch {
    throw new StartProblem('database-address', { setting });
  }
}

const BY_CODE: Readonly<Record<string, StartProblemCode>> = {
  ENOTFOUND: 'database-host',
  EAI_AGAIN: 'database-host',
  ECONNREFUSED: 'database-refused',
  EADDRNOTAVAIL: 'database-refused',
  ENOENT: 'database-refused',
  ETIMEDOUT: 'database-silent',
  EHOSTUNREACH: 'database-silent',
  ENETUNREACH: 'database-silent',
  CONNECT_TIMEOUT: 'database-silent',
  CONNECTION_CLOSED: 'database-not-postgres',
  ECONNRESET: 'database-not-postgres',
  EPIPE: 'database-not-postgres',
  // SQLSTATE (PostgreSQL manual, appendix A).
  '28P01': 'database-password',
  '28000': 'database-entry',
  '42501': 'database-rights',
  '3D000': 'database-missing',
  '53100': 'database-disk',
  '53300': 'database-full',
  '57P03': 'database-starting',
  '57P01': 'database-starting',
  '25006': 'database-read-only',
};
/** Error codes of Node's TLS and of OpenSSL. */
const ENCRYPTION = /CERT|^ERR_SSL|^ERR_TLS|^EPROTO$|UNABLE_TO_|ALTNAME/;

/** Turns a connection error into a problem with an explanation. Returns other errors unchanged. */
export function explainDatabase(error: unknown, place: Place, setting: string, patience = 0): unknown {
  if (error instanceof StartProblem || !(error instanceof Error)) return error;
  const { code } = error as { code?: unknown };
  if (typeof code !== 'string')
    return error.cause ? explainDatabase(error.cause, place, setting, patience) : error;
  const details = { ...place, setting, code, reason: code, seconds: patience / 1000 };
  const known =
    BY_CODE[code] ??
    (ENCRYPTION.test(code) ? 'database-encryption' : /^[0-9A-Z]{5}$/.test(code) ? 'database-answer' : null);
  return known ? new StartProblem(known, details, error) : error;
}

import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** How to reach Millrace, and how fast the people live. */
export interface Settings {
  readonly url: string;
  readonly apiKey: string;
  readonly connectionId: string;
  readonly secret: string;
  /** Milliseconds of the people's time in one real millisecond. */
  readonly pace: number;
  /** When the faster time starts, in epoch milliseconds. */
  readonly anchor: number;
  readonly currency: string;
  readonly shopDomain: string | null;
  /** Access token of the shop's Admin API; null while it has none. */
  readonly accessToken: string | null;
  /** Address of the page on which customers ask for returns; null while the shop has none. */
  readonly returnsPage: string | null;
}

type Environment = Readonly<Record<string, string | undefined>>;

export const dataFolder = (env: Environment): string => resolve(env['MILLRACE_DATA'] || '.data');
export const stateFile = (env: Environment): string => join(dataFolder(env), 'demo-shop', 'state.json');
export const seedOf = (env: Environment): string => env['MILLRACE_DEMO_SEED'] || 'tern';
/** Number of customers of a new shop; undefined leaves it to the shop. */
export function populationOf(env: Environment): number | undefined {
  const value = Number(env['MILLRACE_DEMO_CUSTOMERS']);
  return Number.isInteger(value) && value > 0 ? value : undefined;
}
export const isOff = (env: Environment): boolean =>
  ['0', 'false', 'no', 'off'].includes((env['DEMO'] ?? '1').trim().toLowerCase());

/** From the environment, otherwise from `demo-shop.json` in the data folder; null while neither has all that is needed. */
export function readSettings(env: Environment): Settings | null {
  const file = fromFile(join(dataFolder(env), 'demo-shop.json'));
  const text = (name: string, key: string): string | null =>
    env[name]?.trim() || (typeof file[key] === 'string' && file[key] !== '' ? file[key] : null);
  const number = (name: string, key: string, fallback: number): number => {
    const value = Number(env[name]?.trim() || (file[key] ?? Number.NaN));
    return Number.isFinite(value) && value > 0 ? value : fallback;
  };
  const url = text('MILLRACE_URL', 'url');
  const apiKey = text('MILLRACE_DEMO_API_KEY', 'apiKey');
  const connectionId = text('MILLRACE_DEMO_CONNECTION', 'connectionId');
  const secret = text('MILLRACE_DEMO_SECRET', 'secret');
  if (!url || !apiKey || !connectionId || !secret) return null;
  return {
    url: url.replace(/\/+$/, ''),
    apiKey,
    connectionId,
    secret,
    pace: number('MILLRACE_DEMO_PACE', 'pace', 60),
    anchor: number(
      'MILLRACE_DEMO_ANCHOR',
      'anchor',
      typeof file['anchor'] === 'string' ? Date.parse(file['anchor']) || 0 : 0,
    ),
    currency: text('MILLRACE_DEMO_CURRENCY', 'currency') ?? 'USD',
    shopDomain: text('MILLRACE_DEMO_DOMAIN', 'shopDomain'),
    accessToken: text('MILLRACE_DEMO_ACCESS_TOKEN', 'accessToken'),
    returnsPage: text('MILLRACE_DEMO_RETURNS', 'returnsPage'),
  };
}

function fromFile(path: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(readFileSync(path, 'utf8'));
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

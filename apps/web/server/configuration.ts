import { withFiles } from '@millrace/db';
import { parseAllowed } from '@millrace/transport';
import { z } from 'zod';
import { readTrustedProxies, type TrustedProxies } from './client-address.ts';

const blankIsUnset = (value: unknown) => (value === '' ? undefined : value);

function isReadable(setting: string): boolean {
  try {
    parseAllowed(setting);
    return true;
  } catch {
    return false;
  }
}

function proxiesOf(text: string, context: z.RefinementCtx): TrustedProxies {
  const proxies = readTrustedProxies(text);
  if (typeof proxies !== 'string') return proxies;
  context.addIssue({ code: 'custom', message: `MILLRACE_TRUSTED_PROXIES: ${proxies}` });
  return z.NEVER;
}

const environmentSchema = z.object({
  DATABASE_APP_URL: z.preprocess(
    blankIsUnset,
    z.string(
      'DATABASE_APP_URL is the address of Postgres with the role of the web app: postgres://role:password@host:5432/database',
    ),
  ),
  DATABASE_AUTH_URL: z.preprocess(
    blankIsUnset,
    z.string(
      'DATABASE_AUTH_URL is the address of Postgres with the role of sign-in: postgres://role:password@host:5432/database',
    ),
  ),
  MILLRACE_SECRET: z
    .preprocess(
      blankIsUnset,
      z.string('MILLRACE_SECRET is the key of this installation. Create one with: openssl rand -base64 32'),
    )
    .transform((text) => Buffer.from(text, 'base64'))
    .refine(
      (bytes) => bytes.length >= 32,
      'MILLRACE_SECRET has to be at least 32 bytes in base64. Create one with: openssl rand -base64 32',
    ),
  MILLRACE_URL: z
    .preprocess(
      blankIsUnset,
      z
        .url('MILLRACE_URL is the public address of Millrace, such as https://flows.example.com')
        .default('http://localhost:3000'),
    )
    .transform((url) => url.replace(/\/+$/, '')),
  /** Number of connections to Postgres of this process, 2 to 200. */
  MILLRACE_POOL: z.preprocess(blankIsUnset, z.coerce.number().int().min(2).max(200).default(12)),
  /** Requests per second allowed for one API key, in this process. */
  MILLRACE_API_RATE: z.preprocess(blankIsUnset, z.coerce.number().int().min(1).default(2_000)),
  /** Proxies whose X-Forwarded-For is trusted: addresses and ranges, separated by spaces or commas. */
  MILLRACE_TRUSTED_PROXIES: z.string().default('').transform(proxiesOf),
  MILLRACE_METRICS_TOKEN: z.preprocess(
    blankIsUnset,
    z
      .string()
      .min(
        16,
        'MILLRACE_METRICS_TOKEN has to have at least 16 characters. Create one with: openssl rand -hex 24',
      )
      .optional(),
  ),
  MILLRACE_ADMIN_EMAIL: z.preprocess(
    blankIsUnset,
    z.email('MILLRACE_ADMIN_EMAIL has to be an e-mail address').optional(),
  ),
  MILLRACE_ADMIN_PASSWORD: z.preprocess(
    blankIsUnset,
    z.string().min(8, 'MILLRACE_ADMIN_PASSWORD has to have at least 8 characters').optional(),
  ),
  MILLRACE_ALLOW_INTERNAL: z
    .string()
    .default('')
    .refine(isReadable, 'MILLRACE_ALLOW_INTERNAL is a list of host or host:port, separated by commas'),
  TEMPORAL_ADDRESS: z.preprocess(blankIsUnset, z.string().optional()),
  WORKER_PORT: z.preprocess(blankIsUnset, z.coerce.number().int().optional()),
  WORKER_HOST: z.preprocess(blankIsUnset, z.string().default('127.0.0.1')),
  LOG_LEVEL: z.preprocess(
    blankIsUnset,
    z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  ),
});

export interface Configuration {
  readonly databaseUrl: string;
  readonly authDatabaseUrl: string;
  readonly secret: Buffer;
  /** Without a trailing slash. */
  readonly publicUrl: string;
  readonly pool: number;
  readonly apiRate: number;
  readonly trustedProxies: TrustedProxies;
  /** Token for reading /metrics; null if only this machine may read them. */
  readonly metricsToken: string | null;
  readonly firstOwner: { readonly email: string; readonly password: string } | null;
  readonly temporalAddress: string | null;
  readonly workerHealthUrl: string | null;
  readonly logLevel: string;
}

/** Missing or invalid settings. The message names each with what to do. */
export class ConfigurationError extends Error {
  constructor(problems: readonly string[]) {
    super(
      `Millrace cannot start with these settings:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`,
    );
    this.name = 'ConfigurationError';
  }
}

/** Reads the settings of the web app. @throws ConfigurationError naming every missing or invalid setting */
export function readConfiguration(environment: Readonly<Record<string, string | undefined>>): Configuration {
  const given = withFiles(environment);
  const parsed = environmentSchema.safeParse({
    ...given,
    DATABASE_APP_URL: given['DATABASE_APP_URL'] || given['DATABASE_URL'],
  });
  if (!parsed.success)
    throw new ConfigurationError(
      parsed.error.issues.map((issue) => sentenceOf(issue.path.join('.'), issue.message)),
    );
  const values = parsed.data;
  const { MILLRACE_ADMIN_EMAIL: email, MILLRACE_ADMIN_PASSWORD: password } = values;
  return {
    databaseUrl: values.DATABASE_APP_URL,
    authDatabaseUrl: values.DATABASE_AUTH_URL,
    secret: values.MILLRACE_SECRET,
    publicUrl: values.MILLRACE_URL,
    pool: values.MILLRACE_POOL,
    apiRate: values.MILLRACE_API_RATE,
    trustedProxies: values.MILLRACE_TRUSTED_PROXIES,
    metricsToken: values.MILLRACE_METRICS_TOKEN ?? null,
    firstOwner: email && password ? { email: email.toLowerCase(), password } : null,
    temporalAddress: values.TEMPORAL_ADDRESS ?? null,
    workerHealthUrl: values.WORKER_PORT ? `http://${values.WORKER_HOST}:${values.WORKER_PORT}/health` : null,
    logLevel: values.LOG_LEVEL,
  };
}

const sentenceOf = (name: string, message: string) =>
  message.includes(name) ? message : `${name}: ${message}`;

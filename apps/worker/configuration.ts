import { fail } from '@millrace/base';
import { withFiles } from '@millrace/db';
import { parseAllowed } from '@millrace/transport';

/** The worker's settings from its environment. Checked at the start. */
export interface Configuration {
  readonly databaseUrl: string;
  readonly temporalAddress: string;
  readonly temporalNamespace: string;
  readonly secret: Buffer;
  readonly publicUrl: string;
  /** Port for health and metrics, on 127.0.0.1 unless HOST is set; 0 picks a free port. */
  readonly port: number;
  readonly host: string;
  /** Bearer token that Prometheus must send. Null: only this machine may read the metrics. */
  readonly metricsToken: string | null;
}

/** @throws MillraceError input-invalid naming what is missing */
export function readConfiguration(environment: NodeJS.ProcessEnv): Configuration {
  const given = withFiles(environment);
  const databaseUrl = given['DATABASE_APP_URL'] || given['DATABASE_URL'];
  const needed = [
    ...(databaseUrl ? [] : ['DATABASE_APP_URL']),
    ...['TEMPORAL_ADDRESS', 'MILLRACE_SECRET'].filter((name) => !given[name]),
  ];
  if (needed.length > 0) fail('input-invalid', { problems: `the environment lacks ${needed.join(', ')}` });
  try {
    parseAllowed(environment['MILLRACE_ALLOW_INTERNAL'] ?? '');
  } catch (error) {
    fail('input-invalid', { problems: (error as Error).message });
  }
  const metricsToken = environment['MILLRACE_METRICS_TOKEN'] || null;
  if (metricsToken !== null && metricsToken.length < 16)
    fail('input-invalid', { problems: 'MILLRACE_METRICS_TOKEN has to have at least 16 characters' });
  return {
    databaseUrl: databaseUrl as string,
    temporalAddress: given['TEMPORAL_ADDRESS'] as string,
    temporalNamespace: given['TEMPORAL_NAMESPACE'] ?? 'default',
    secret: Buffer.from(given['MILLRACE_SECRET'] as string, 'base64'),
    publicUrl: (environment['MILLRACE_URL'] ?? 'http://localhost:3000').replace(/\/$/, ''),
    port: Number(environment['WORKER_PORT'] ?? 0),
    host: environment['WORKER_HOST'] ?? '127.0.0.1',
    metricsToken,
  };
}

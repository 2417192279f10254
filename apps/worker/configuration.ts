import { fail } from '@millrace/base';

/** What the worker is told by its environment. Checked at the start. */
export interface Configuration {
  readonly databaseUrl: string;
  readonly temporalAddress: string;
  readonly temporalNamespace: string;
  readonly secret: Buffer;
  readonly publicUrl: string;
  /** Health and metrics are served here, on 127.0.0.1 unless HOST says otherwise; 0 picks a free port. */
  readonly port: number;
  readonly host: string;
  /** What Prometheus has to send; null: only this machine may read the metrics. */
  readonly metricsToken: string | null;
}

/** @throws MillraceError input-invalid naming what is missing */
export function readConfiguration(environment: NodeJS.ProcessEnv): Configuration {
  const needed = ['DATABASE_URL', 'TEMPORAL_ADDRESS', 'MILLRACE_SECRET'].filter((name) => !environment[name]);
  if (needed.length > 0) fail('input-invalid', { problems: `the environment lacks ${needed.join(', ')}` });
  const metricsToken = environment['MILLRACE_METRICS_TOKEN'] || null;
  if (metricsToken !== null && metricsToken.length < 16)
    fail('input-invalid', { problems: 'MILLRACE_METRICS_TOKEN has to have at least 16 characters' });
  return {
    databaseUrl: environment['DATABASE_URL'] as string,
    temporalAddress: environment['TEMPORAL_ADDRESS'] as string,
    temporalNamespace: environment['TEMPORAL_NAMESPACE'] ?? 'default',
    secret: Buffer.from(environment['MILLRACE_SECRET'] as string, 'base64'),
    publicUrl: (environment['MILLRACE_URL'] ?? 'http://localhost:3000').replace(/\/$/, ''),
    port: Number(environment['WORKER_PORT'] ?? 0),
    host: environment['WORKER_HOST'] ?? '127.0.0.1',
    metricsToken,
  };
}

import { spawn, type ChildProcess } from 'node:child_process';
import { compiledWorker } from '@millrace/tools/testing';

export interface WorkerEnvironment {
  readonly databaseUrl: string;
  readonly temporalAddress: string;
  readonly namespace: string;
  readonly secret: Buffer;
}

/** The worker as in production: compiled, in a separate process, which can be killed. */
export class WorkerProcess {
  private child: ChildProcess | null = null;
  readonly output: string[] = [];
  private readonly environment: WorkerEnvironment;

  constructor(environment: WorkerEnvironment) {
    this.environment = environment;
  }

  /** Starts it and waits until it is ready. */
  async start(): Promise<void> {
    const { databaseUrl, temporalAddress, namespace, secret } = this.environment;
    const child = spawn(process.execPath, ['--enable-source-maps', await compiledWorker()], {
      env: {
        ...process.env,
        DATABASE_APP_URL: databaseUrl,
        TEMPORAL_ADDRESS: temporalAddress,
        TEMPORAL_NAMESPACE: namespace,
        MILLRACE_SECRET: secret.toString('base64'),
        MILLRACE_URL: 'https://millrace.test',
        WORKER_PORT: '0',
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.child = child;
    await new Promise<void>((resolve, reject) => {
      const read = (chunk: Buffer) => {
        const text = chunk.toString();
        this.output.push(text);
        if (text.includes('the worker is ready')) resolve();
      };
      child.stdout?.on('data', read);
      child.stderr?.on('data', read);
      child.once('exit', (code) =>
        reject(new Error(`the worker ended with ${code}: ${this.output.slice(-5).join('')}`)),
      );
    });
  }

  /** SIGKILL, without a graceful stop. */
  async kill(): Promise<void> {
    await this.end('SIGKILL');
  }

  async stop(): Promise<void> {
    await this.end('SIGTERM');
  }

  private async end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    const { child } = this;
    this.child = null;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    child.removeAllListeners('exit');
    const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    child.kill(signal);
    await ended;
  }
}

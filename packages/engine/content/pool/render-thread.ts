import { Worker } from 'node:worker_threads';
import type { FromThread, JobAnswer, RenderJob, ToThread } from './jobs.ts';

export interface ThreadLimits {
  /** Time limit of one job, in milliseconds; after that the thread is ended. */
  readonly timeLimit: number;
  /** Limit of the thread's own heap, in megabytes; beyond it the thread ends. */
  readonly memoryLimit: number;
  /** Its scheduling priority, 0 to 19 as for `nice`. Linux only. */
  readonly niceness: number;
}

/** How a job ended: with an answer, or stopped with its thread. */
export type JobEnd = { readonly answer: JobAnswer } | { readonly stopped: 'time' | 'memory' | 'broken' };

interface Doing {
  readonly id: number;
  readonly since: number;
  readonly settle: (end: JobEnd) => void;
  timer: NodeJS.Timeout;
}

/** In milliseconds. A timer this late shows that the process was frozen, and perhaps the thread with it. */
const STOOD_STILL = 250;

/**
 * One thread of the pool. Does one job at a time, and is ended by `stop` or by a job that exceeds a limit.
 */
export class RenderThread {
  ready = false;
  private doing: Doing | null = null;
  private lastId = 0;
  private over = false;
  private readonly worker: Worker;
  private readonly limits: ThreadLimits;
  private readonly onChange: (thread: RenderThread, change: 'ready' | 'ended') => void;

  constructor(
    file: string,
    limits: ThreadLimits,
    onChange: (thread: RenderThread, change: 'ready' | 'ended') => void,
  ) {
    this.limits = limits;
    this.onChange = onChange;
    this.worker = new Worker(file, {
      execArgv: [],
      workerData: { niceness: limits.niceness },
      // Its own environment, so that a template that could read it would find no secrets.
      env: { NODE_ENV: process.env['NODE_ENV'] ?? 'production' },
      resourceLimits: {
        maxOldGenerationSizeMb: limits.memoryLimit,
        maxYoungGenerationSizeMb: 32,
        stackSizeMb: 4,
      },
    });
    this.worker.unref();
    this.worker.on('message', (message: FromThread) => this.hear(message));
    this.worker.on('error', (error: Error & { code?: string }) =>
      this.end({ stopped: error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'memory' : 'broken' }),
    );
    this.worker.on('exit', () => this.end({ stopped: 'broken' }));
  }

  get isFree(): boolean {
    return this.ready && this.doing === null;
  }

  /** Milliseconds since its job began; 0 without one. */
  get busyFor(): number {
    return this.doing === null ? 0 : performance.now() - this.doing.since;
  }

  run(job: RenderJob): Promise<JobEnd> {
    return new Promise((settle) => {
      this.lastId += 1;
      this.doing = { id: this.lastId, since: performance.now(), settle, timer: this.watch(false) };
      // Keeps the process alive during a job; an idle thread does not.
      this.worker.ref();
      this.worker.postMessage({ id: this.lastId, job } satisfies ToThread);
    });
  }

  async stop(): Promise<void> {
    this.end({ stopped: 'broken' });
    await this.worker.terminate();
  }

  private watch(again: boolean): NodeJS.Timeout {
    const set = performance.now();
    return setTimeout(() => {
      const late = performance.now() - set - this.limits.timeLimit;
      // The machine or this process was asleep, so the job gets its time again.
      if (late > STOOD_STILL && !again && this.doing) this.doing.timer = this.watch(true);
      else this.end({ stopped: 'time' });
    }, this.limits.timeLimit);
  }

  private hear({ id, answer }: FromThread): void {
    if (this.over) return;
    if (answer === null) {
      this.ready = true;
      this.onChange(this, 'ready');
      return;
    }
    if (this.doing?.id !== id) return;
    const { settle, timer } = this.doing;
    clearTimeout(timer);
    this.doing = null;
    this.worker.unref();
    settle({ answer });
    this.onChange(this, 'ready');
  }

  private end(why: JobEnd): void {
    if (this.over) return;
    this.over = true;
    this.ready = false;
    void this.worker.terminate();
    if (this.doing) {
      clearTimeout(this.doing.timer);
      this.doing.settle(why);
      this.doing = null;
    }
    this.onChange(this, 'ended');
  }
}

import { Worker } from 'node:worker_threads';
import { evaluateHere, type Evaluate, type Evaluated } from '../liquid/evaluate.ts';

export interface EvaluatePoolSettings {
  /** Threads that share the work. Default 1: filling the texts of an e-mail takes well under a millisecond. */
  readonly threads?: number;
  /** Milliseconds after which a thread is ended with what it does. Default 1,000; Liquid's own limit comes long before. */
  readonly timeLimit?: number;
}

export interface EvaluatePool {
  readonly evaluate: (...given: Parameters<Evaluate>) => Promise<readonly Evaluated[]>;
  close(): Promise<void>;
}

interface Job {
  readonly id: number;
  readonly texts: readonly string[];
  readonly variables: Readonly<Record<string, unknown>>;
  readonly settle: (results: readonly Evaluated[]) => void;
}

const BAD_STARTS_ALLOWED = 3;

interface Thread {
  worker: Worker;
  ready: boolean;
  job: Job | null;
  timer: ReturnType<typeof setTimeout> | undefined;
}

/**
 * Fills texts in threads of their own, so that one that would not stop cannot stop the process: its thread is ended and
 * replaced, and its message fails with a sentence. For long-running processes under tsx; a web server, whose bundler
 * moves files about, uses `evaluateHere` with Liquid's own limits.
 */
export function createEvaluatePool(settings: EvaluatePoolSettings = {}): EvaluatePool {
  const timeLimit = settings.timeLimit ?? 1_000;
  const queue: Job[] = [];
  let lastId = 0;
  let closed = false;
  /** Starts in a row that never became ready; after three the texts are filled here instead. */
  let badStarts = 0;
  const threads: Thread[] = [];

  const begin = (thread: Thread): void => {
    const worker = new Worker(new URL('./thread.mjs', import.meta.url), { execArgv: [], resourceLimits: { maxOldGenerationSizeMb: 128 } });
    worker.unref();
    thread.worker = worker;
    thread.ready = false;
    worker.on('message', (message: { id: number; results: readonly Evaluated[] }) => {
      if (thread.worker !== worker) return;
      thread.ready = true;
      badStarts = 0;
      if (thread.job?.id === message.id) finish(thread, message.results);
      else next();
    });
    worker.on('error', () => replace(thread, 'the texts could not be filled in'));
  };

  const finish = (thread: Thread, results: readonly Evaluated[]): void => {
    clearTimeout(thread.timer);
    const job = thread.job;
    thread.job = null;
    job?.settle(results);
    next();
  };

  const replace = (thread: Thread, problem: string): void => {
    const old = thread.worker;
    const job = thread.job;
    if (!thread.ready) badStarts += 1;
    thread.ready = false;
    if (!closed && badStarts < BAD_STARTS_ALLOWED) begin(thread);
    else if (!closed) for (const waiting of queue.splice(0)) waiting.settle(evaluateHere(waiting.texts, waiting.variables));
    void old.terminate();
    if (job)
      finish(
        thread,
        job.texts.map(() => ({ ok: false, problem })),
      );
  };

  const next = (): void => {
    for (const thread of threads) {
      if (!thread.ready || thread.job !== null) continue;
      const job = queue.shift();
      if (job === undefined) return;
      thread.job = job;
      thread.timer = setTimeout(() => replace(thread, 'the texts take too long to fill in'), timeLimit);
      thread.worker.postMessage({ id: job.id, texts: job.texts, variables: job.variables });
    }
  };

  for (let index = 0; index < (settings.threads ?? 1); index += 1) {
    const thread = { ready: false, job: null, timer: undefined } as unknown as Thread;
    threads.push(thread);
    begin(thread);
  }

  return {
    evaluate: (texts, variables) =>
      badStarts >= BAD_STARTS_ALLOWED
        ? Promise.resolve(evaluateHere(texts, variables))
        : new Promise((settle) => {
            lastId += 1;
            queue.push({ id: lastId, texts, variables, settle });
            next();
          }),
    async close() {
      closed = true;
      await Promise.all(threads.map((thread) => thread.worker.terminate()));
    },
  };
}

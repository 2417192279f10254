import { fail, MillraceError } from '@millrace/base';
import { FairQueue } from './fair-queue.ts';
import type { JobAnswer, RenderJob } from './jobs.ts';
import { RenderThread, type JobEnd, type ThreadLimits } from './render-thread.ts';
import { SetAside } from './set-aside.ts';
import { threadFile } from './thread-file.ts';

export interface PoolSettings extends ThreadLimits {
  /**
   * Most threads; a second one starts when it is first needed. No caller ever has all of them, unless there
   * is only one.
   */
  readonly threads: number;
  /** How many jobs of one caller may wait, and how many in all. */
  readonly waitingEach: number;
  readonly waitingAll: number;
  readonly file?: string;
}

/** The caller, who has a lane of its own in the queue. */
export interface Caller {
  readonly lane: string;
  /** Identifies a template that is rendered for many people, so that one that never ends is set aside. */
  readonly template?: string | undefined;
  /**
   * Identifies what is rendered, when the caller retries later. One stop proves little, because the machine
   * may have slept, or another template used up the memory. The third stop refuses it for good; until then
   * the caller gets `rendering-busy`.
   */
  readonly again?: string | undefined;
}

export interface RenderPool {
  /**
   * @throws MillraceError rendering-busy when too many jobs wait or a retry is allowed, rendering-failed when
   * no thread can be started
   */
  run(job: RenderJob, caller: Caller): Promise<JobAnswer>;
  /** Resolves once a thread is ready. @throws MillraceError rendering-failed */
  ready(): Promise<void>;
  close(): Promise<void>;
}

interface Waiting {
  readonly job: RenderJob;
  readonly caller: Caller;
  readonly resolve: (answer: JobAnswer) => void;
  readonly reject: (error: unknown) => void;
}

const BAD_STARTS_ALLOWED = 3;
/**
 * A caller whose jobs take this long, in milliseconds, may have only a few waiting. The first job of a new
 * thread takes a third of it.
 */
const SLOW_MS = 1_000;
const WAITING_WHEN_SLOW = 4;

const TOO_LONG = 'the texts take too long to fill in';
const WHY: Readonly<Record<'time' | 'memory' | 'broken', string>> = {
  time: TOO_LONG,
  memory: 'the texts need too much memory to fill in',
  broken: 'the texts could not be filled in',
};
const refusal = (problem: string): JobAnswer => ({
  ok: false,
  code: 'content-invalid',
  details: { problem },
});

/**
 * Renders untrusted templates in separate threads. A template that does not stop is ended with its thread and
 * another thread starts, so that the process itself never blocks. Callers take turns.
 */
export function createRenderPool(settings: PoolSettings): RenderPool {
  const { threads: most, waitingEach, waitingAll } = settings;
  const file = settings.file ?? threadFile();
  const queue = new FairQueue<Waiting>();
  const aside = new SetAside();
  const stops = new SetAside();
  const threads = new Map<RenderThread, Waiting | null>();
  /** Lanes whose last job was slow. */
  const slowLanes = new Set<string>();
  const becoming: { resolve: () => void; reject: (error: unknown) => void }[] = [];
  let badStarts = 0;
  let closed = false;

  const runningOf = (lane: string) => [...threads].filter(([, waiting]) => waiting?.caller.lane === lane);
  const mayRun = (lane: string) => runningOf(lane).length < Math.max(1, most - 1);

  function start(): void {
    const thread = new RenderThread(file, settings, (changed, change) => {
      if (change === 'ended') ended(changed);
      else {
        badStarts = 0;
        for (const one of becoming.splice(0)) one.resolve();
      }
      next();
    });
    threads.set(thread, null);
  }

  function ended(thread: RenderThread): void {
    const wasAtWork = threads.get(thread) !== null;
    threads.delete(thread);
    if (closed) return;
    if (!wasAtWork) badStarts += 1;
    if (badStarts < BAD_STARTS_ALLOWED) {
      if (threads.size === 0) start();
      return;
    }
    // No thread can start here. The next job tries again.
    badStarts = 0;
    for (const waiting of queue.remove(() => true)) waiting.reject(new MillraceError('rendering-failed'));
    for (const one of becoming.splice(0)) one.reject(new MillraceError('rendering-failed'));
  }

  function next(): void {
    if (closed) return;
    for (const [thread, at] of threads) {
      if (at !== null || !thread.isFree) continue;
      const waiting = queue.take(mayRun);
      if (waiting === undefined) return;
      threads.set(thread, waiting);
      const begun = performance.now();
      void thread.run(waiting.job).then((end) => {
        if (performance.now() - begun > SLOW_MS) slowLanes.add(waiting.caller.lane);
        else slowLanes.delete(waiting.caller.lane);
        finish(thread, waiting, end);
      });
    }
    const idle = [...threads].some(([thread, at]) => at === null && !thread.ready);
    if (queue.size > 0 && threads.size < most && !idle) start();
  }

  function finish(
    thread: RenderThread,
    { caller: { template, again }, resolve, reject }: Waiting,
    end: JobEnd,
  ): void {
    if (threads.has(thread)) threads.set(thread, null);
    const stopped = 'stopped' in end;
    const answer = stopped ? refusal(WHY[end.stopped]) : end.answer;
    const isToTryAgain = stopped && (closed || (again !== undefined && !stops.stopped(again)));
    if (isToTryAgain) reject(new MillraceError('rendering-busy'));
    else resolve(answer);
    if (template !== undefined && !closed) {
      const slow =
        stopped || (!answer.ok && String(answer.details['problem']).includes('too long to fill in'));
      if (!slow) aside.ended(template);
      else if (aside.stopped(template))
        for (const waiting of queue.remove((one) => one.caller.template === template))
          waiting.resolve(refusal(TOO_LONG));
    }
    next();
  }

  function isFull(lane: string): boolean {
    const waiting = queue.sizeOf(lane);
    if (queue.size >= waitingAll || waiting >= waitingEach) return true;
    if (waiting < WAITING_WHEN_SLOW) return false;
    return slowLanes.has(lane) || runningOf(lane).some(([thread]) => thread.busyFor > SLOW_MS);
  }

  return {
    async run(job, caller) {
      if (closed) fail('rendering-busy');
      if (caller.template !== undefined && aside.isAside(caller.template)) return refusal(TOO_LONG);
      if (isFull(caller.lane)) fail('rendering-busy');
      if (threads.size === 0) start();
      return new Promise((resolve, reject) => {
        queue.push(caller.lane, { job, caller, resolve, reject });
        next();
      });
    },
    async ready() {
      if ([...threads.keys()].some((thread) => thread.ready)) return;
      await new Promise<void>((resolve, reject) => {
        becoming.push({ resolve, reject });
        if (threads.size === 0) start();
      });
    },
    async close() {
      closed = true;
      for (const waiting of queue.remove(() => true)) waiting.reject(new MillraceError('rendering-busy'));
      await Promise.all([...threads.keys()].map((thread) => thread.stop()));
    },
  };
}

import { parentPort, workerData } from 'node:worker_threads';
import { fail } from '@millrace/base';
import type { FromThread, ToThread } from './jobs.ts';
import { runJob } from './run-job.ts';
import { standBack } from './stand-back.ts';

/**
 * A thread that renders templates for `render-pool.ts`, one at a time. The compiled one is beside the program
 * that starts it.
 */
const port = parentPort ?? fail('rendering-failed');
standBack(Number((workerData as { niceness?: unknown } | null)?.niceness ?? 0));
const say = (message: FromThread) => port.postMessage(message);

port.on('message', ({ id, job }: ToThread) => void runJob(job).then((answer) => say({ id, answer })));
say({ id: 0, answer: null });

import { parentPort } from 'node:worker_threads';
import type { FromThread, ToThread } from './jobs.ts';
import { runJob } from './run-job.ts';

/** A thread that renders templates for `render-pool.ts`, one at a time. Compiled, it stands beside the program that starts it. */
const port = parentPort;
if (port === null) throw new Error('This runs as a thread.');
const say = (message: FromThread) => port.postMessage(message);

port.on('message', ({ id, job }: ToThread) => void runJob(job).then((answer) => say({ id, answer })));
say({ id: 0, answer: null });

// A thread that fills its memory when asked to check something, and answers all other jobs. For tests.
import { parentPort } from 'node:worker_threads';

parentPort.on('message', ({ id, job }) => {
  const kept = [];
  while (job.type === 'check') kept.push(Array.from({ length: 10_000 }, (_, at) => ({ at })));
  parentPort.postMessage({ id, answer: { ok: true, result: { text: 'still here' } } });
});
parentPort.postMessage({ id: 0, answer: null });

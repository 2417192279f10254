// A thread that fills texts for `evaluate-pool.ts`. Plain JavaScript, because a thread begins without the loader that
// reads TypeScript: it brings its own.
import { parentPort } from 'node:worker_threads';
import { register } from 'tsx/esm/api';

register();
const { evaluateHere } = await import('../liquid/evaluate.ts');

parentPort.on('message', ({ id, texts, variables }) => {
  parentPort.postMessage({ id, results: evaluateHere(texts, variables) });
});
parentPort.postMessage({ id: 0, results: [] });

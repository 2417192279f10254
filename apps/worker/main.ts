import { startWorker } from './start-worker.ts';
import { readConfiguration } from './configuration.ts';
import { log } from './log.ts';

const worker = await startWorker(readConfiguration(process.env)).catch((error: unknown) => {
  log.fatal({ error: error instanceof Error ? error.message : String(error) }, 'the worker could not start');
  process.exit(1);
});
log.info({ port: worker.port }, 'the worker is ready');

let stopping = false;
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    if (stopping) return;
    stopping = true;
    void worker.stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  });
}

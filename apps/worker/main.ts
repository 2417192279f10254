import { isMillraceError, StartProblem } from '@millrace/base';
import { endWhenFrozen, traceOf } from '@millrace/run/operate';
import { startWorker } from './start-worker.ts';
import { readConfiguration } from './configuration.ts';
import { captureEverything, log } from './log.ts';

captureEverything();
endWhenFrozen({
  level: 'fatal',
  part: 'worker',
  msg: 'the worker is frozen; it is ended, to be started again',
});
const worker = await Promise.resolve()
  .then(() => startWorker(readConfiguration(process.env)))
  .catch((error: unknown) => {
    if (error instanceof StartProblem)
      log.fatal({ code: error.code, next: error.next }, `the worker could not start: ${error.message}`);
    else if (isMillraceError(error))
      log.fatal({ code: error.code }, `the worker could not start: ${error.message}`);
    else log.fatal({ trace: traceOf(error) }, 'the worker could not start');
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

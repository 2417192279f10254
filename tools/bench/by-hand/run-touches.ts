import { fileURLToPath } from 'node:url';
import { Client } from '@temporalio/client';
import { bundleWorkflowCode, DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';

/**
 * A process of its own, like our worker: `tsx run-touches.ts <address> <count> <pause>`. Prints the seconds
 * it took.
 */
const [address = '', count = '0', pause = '0'] = process.argv.slice(2);
Runtime.install({ logger: new DefaultLogger('ERROR') });
const workflowBundle = await bundleWorkflowCode({
  workflowsPath: fileURLToPath(new URL('./touches.ts', import.meta.url)),
  logger: new DefaultLogger('ERROR'),
});
const connection = await NativeConnection.connect({ address });
const client = new Client({ connection });
const taskQueue = 'by-hand';
const wanted = Number(count);
let sent = 0;
let finish: () => void = () => undefined;
const finished = new Promise<void>((resolve) => (finish = resolve));
const worker = await Worker.create({
  connection,
  taskQueue,
  workflowBundle,
  activities: {
    look: (touch: number) => Promise.resolve(touch),
    send: (touch: number) => {
      sent += 1;
      if (sent === wanted * 3) finish();
      return Promise.resolve(touch);
    },
  },
  maxCachedWorkflows: 300,
  maxConcurrentWorkflowTaskExecutions: 60,
  maxConcurrentWorkflowTaskPolls: 10,
  maxConcurrentLocalActivityExecutions: 60,
  maxConcurrentActivityTaskExecutions: 40,
  maxConcurrentActivityTaskPolls: 5,
});
const running = worker.run();
const from = Date.now();
let next = 0;
const start = async () => {
  for (let index = next++; index < wanted; index = next++) {
    await client.workflow.start('threeTouches', {
      taskQueue,
      workflowId: `by-hand-${process.pid}-${index}`,
      args: [Number(pause)],
      requestEagerStart: true,
    });
  }
};
await Promise.all(Array.from({ length: 40 }, start));
await finished;
console.log(String((Date.now() - from) / 1_000));
worker.shutdown();
await running;
await connection.close();

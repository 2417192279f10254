import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode, DefaultLogger, Runtime } from '@temporalio/worker';
import { Connection } from '@temporalio/client';
import packageJson from './package.json' with { type: 'json' };
import { historyNames, writeHistory } from './testing/history-files.ts';
import {
  acts,
  again,
  ends,
  runScripted,
  sends,
  waits,
  wakes,
  type ScriptedEnrolment,
} from './testing/scripted-enrolments.ts';

/**
 * Records one history of each shape that an enrolment's workflow can have, by the present workflow: `npm run
 * record -w @millrace/worker`, once for every release that changes the workflow. Skips shapes that are
 * recorded for this release. Never change or remove recorded files: the tests replay them for ever, because
 * people of that release may still be waiting.
 */
const id = (number: number) => `00000000-0000-7000-8000-0000000001${String(number).padStart(2, '0')}`;
const shapes: readonly (ScriptedEnrolment & { readonly name: string })[] = [
  { name: 'waits-then-sends', id: id(1), answers: [waits(1_000), sends(1), ends()] },
  {
    name: 'three-touches',
    id: id(2),
    answers: [waits(300), sends(2), waits(300), sends(3), waits(300), sends(4), ends()],
  },
  { name: 'woken-by-event', id: id(3), answers: [wakes(), sends(5), ends()] },
  { name: 'held-then-sent', id: id(4), answers: [sends(6), sends(6, 800), waits(300), ends()] },
  {
    name: 'woken-while-held',
    id: id(5),
    answers: [sends(7), { ...sends(7, 60_000), wake: true }, ends('exit:order-placed')],
  },
  { name: 'ended-by-exit', id: id(6), answers: [wakes(), ends('exit:order-placed')] },
  {
    name: 'continued',
    id: id(7),
    answers: [...Array.from({ length: 8 }, (_, touch) => [waits(100), sends(10 + touch)]).flat(), ends()],
  },
  { name: 'told-twice', id: id(8), answers: [waits(-1_000), again(), ends('stuck')] },
  {
    name: 'calls',
    id: id(10),
    answers: [acts(1), acts(2), acts(2, 300), { ...acts(3, 60_000), wake: true }, ends()],
  },
  { name: 'stuck-for-good', id: id(9), answers: [waits(-1_000), again(), again()] },
];
/** The server suggests continue-as-new after this many events. Its default would make files of a megabyte. */
const SUGGEST_AFTER = 60;

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

const address = `127.0.0.1:${await freePort()}`;
const server = spawn(
  'temporal',
  [
    'server',
    'start-dev',
    '--headless',
    '--ip',
    '127.0.0.1',
    '--port',
    address.split(':')[1] as string,
    '--http-port',
    String(await freePort()),
    '--dynamic-config-value',
    `limit.historyCount.suggestContinueAsNew=${SUGGEST_AFTER}`,
  ],
  { stdio: 'ignore' },
);
try {
  Runtime.install({ logger: new DefaultLogger('WARN') });
  const workflowBundle = await bundleWorkflowCode({
    workflowsPath: fileURLToPath(new URL('./workflows/index.ts', import.meta.url)),
    logger: new DefaultLogger('ERROR'),
  });
  for (let tries = 0; tries < 60; tries += 1) {
    const answered = await Connection.connect({ address, connectTimeout: 1_000 }).then(
      (connection) => connection.close().then(() => true),
      () => false,
    );
    if (answered) break;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  const known = historyNames();
  const missing = shapes.filter(({ name }) => !known.includes(`${packageJson.version}-${name}`));
  for (const { id: recorded, histories } of await runScripted(address, 'default', workflowBundle, missing)) {
    const { name } = shapes.find((shape) => shape.id === recorded) as { name: string };
    for (const [index, history] of histories.entries()) {
      const file = `${packageJson.version}-${name}${index === 0 ? '' : '-on'}`;
      writeHistory(file, history);
      console.log(`${file}: ${String(history.events?.length)} events`);
    }
  }
} finally {
  server.kill('SIGTERM');
}

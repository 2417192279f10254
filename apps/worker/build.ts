import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';

/** Bundles the workflows once, so that the worker starts quickly. */
const { code } = await bundleWorkflowCode({
  workflowsPath: fileURLToPath(new URL('./workflows/index.ts', import.meta.url)),
  logger: new DefaultLogger('ERROR'),
});
const folder = fileURLToPath(new URL('./dist/', import.meta.url));
mkdirSync(folder, { recursive: true });
writeFileSync(`${folder}workflows.js`, code);

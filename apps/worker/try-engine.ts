import { StartProblem } from '@millrace/base';
import { checkEngine } from './check-engine.ts';

/** The launcher runs this for a Temporal that it did not start. Prints a problem as one line of JSON. */
checkEngine(process.env['TEMPORAL_ADDRESS'] ?? '', process.env['TEMPORAL_NAMESPACE'] ?? 'default').then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error instanceof StartProblem ? (error.cause ?? error.message) : error);
    if (error instanceof StartProblem)
      console.log(JSON.stringify({ code: error.code, sentence: error.message, next: error.next }));
    process.exit(1);
  },
);

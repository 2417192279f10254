// `npm run audit-measurement [lives]`: checks the promises of the figures on simulated shops whose truth is known, and
// prints a table. Seeds are fixed, so the same number of lives gives the same table. Ends with 1 when a promise is broken.
import { DECISION_AUDITS } from '@millrace/decisions/testing';
import { MEASURE_AUDITS } from '@millrace/measure/audits';
import { auditRow, HEADER } from './row.ts';
import { verdictOf } from './verdict.ts';

/** About two minutes on one core. */
const LIVES = 500;

const lives = Number(process.argv[2] ?? LIVES);
if (!Number.isInteger(lives) || lives < 1) {
  console.error('How many simulated lives? For example: npm run audit-measurement 1000');
  process.exit(1);
}
const from = Date.now();
console.log(HEADER);
let broken = 0;
for (const audit of [...MEASURE_AUDITS, ...DECISION_AUDITS]) {
  const verdict = verdictOf(audit, audit.run(Math.max(1, Math.round(lives * (audit.part ?? 1)))));
  if (!verdict.holds) broken += 1;
  console.log(auditRow(audit, verdict));
}
console.log(
  `\n${broken === 0 ? 'All promises hold' : `${broken} broken`}, in ${Math.round((Date.now() - from) / 1_000)} seconds.`,
);
process.exitCode = broken === 0 ? 0 : 1;

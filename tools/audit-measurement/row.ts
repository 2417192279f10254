import type { Audit } from '@millrace/measure/audits';
import type { Verdict } from './verdict.ts';

const percent = (share: number): string => `${(Math.round(share * 10_000) / 100).toString()}%`;
const promised = ({ promise }: Audit): string =>
  'atMost' in promise ? `at most ${percent(promise.atMost)}` : `at least ${percent(promise.atLeast)}`;

export const HEADER = `| simulated | counted | share | of | promise | verdict |\n|---|---|---|---|---|---|`;

/** One row of the table. */
export const auditRow = (audit: Audit, { share, of, holds }: Verdict): string =>
  `| ${audit.title} | ${audit.counts} | ${percent(share)} | ${of} | ${promised(audit)} | ${holds ? 'holds' : 'BROKEN'} |`;

import type { ReportPeriod } from './acts/mail-team.ts';
import type { WorkFor } from './acts/work.ts';

/** An e-mail to the team, with its texts filled in. */
export interface TeamMail {
  /** Members: one, all with a role, or the whole team; null for none. */
  readonly members: WorkFor | null;
  readonly addresses: readonly string[];
  readonly subject: string;
  /** One paragraph each. */
  readonly lines: readonly string[];
  /** The figures of the store that follow; null for none. */
  readonly report: ReportPeriod | null;
}

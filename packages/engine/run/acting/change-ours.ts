import type { Json } from '@millrace/base';
import { people } from '@millrace/base/words';
import type { ActDispatch } from '@millrace/connectors';
import type { CallRow } from '@millrace/core/rows';
import type { Attempt } from '../attempts/attempt.ts';
import { mailedReport } from '../reports/store-report.ts';
import { changeWork } from '../work/change-work.ts';
import { mailTeam } from '../work/mail-team.ts';
import { changeProfile } from './change-profile.ts';
import { bookPoints, bookTier } from './book-points.ts';
import { moveOnList } from './move-on-list.ts';
import { sendOn } from './send-on.ts';
import { withdrawConsent } from './withdraw-consent.ts';

/** What came of a change in our own database. */
export interface Changed {
  /** What was there already; null for nothing. */
  readonly found: Json;
  /** In words, where the act itself does not know them. */
  readonly sentence: string | null;
  /** Why it was not made, as a code and in words; null when it was. */
  readonly refused: { readonly reason: string; readonly sentence: string } | null;
}

const CHANGED: Changed = { found: null, sentence: null, refused: null };

/** Makes a change in our own database, in the transaction that settles the call. */
export async function changeOurs(attempt: Attempt<CallRow>, dispatch: ActDispatch): Promise<Changed> {
  const { tx, context, enrolment, row, now } = attempt;
  switch (dispatch.via) {
    case 'work':
      return { ...CHANGED, found: await changeWork(tx, enrolment, row, dispatch.change, now) };
    case 'consent':
      if (enrolment.customer_id !== null)
        await withdrawConsent(attempt, enrolment.customer_id, dispatch.channels);
      return CHANGED;
    case 'list':
      return enrolment.customer_id === null
        ? CHANGED
        : moveOnList(attempt, enrolment.customer_id, dispatch.change);
    case 'points':
      return enrolment.customer_id === null
        ? CHANGED
        : bookPoints(attempt, enrolment.customer_id, dispatch.change);
    case 'tier':
      return enrolment.customer_id === null
        ? CHANGED
        : bookTier(attempt, enrolment.customer_id, dispatch.grant);
    case 'team-mail': {
      const { mail } = dispatch;
      const { report } = mail;
      const figures =
        report === null
          ? []
          : await mailedReport(
              tx,
              row.workspace_id,
              report,
              now,
              (day) => `${context.publicUrl}/reports?period=${report}&day=${day}`,
            );
      const mailed = await mailTeam(tx, row, { ...mail, lines: [...mail.lines, ...figures] }, now);
      return 'reason' in mailed
        ? { ...CHANGED, refused: mailed }
        : {
            ...CHANGED,
            found: mailed.found,
            sentence: `E-mailed ${people(mailed.count)}: “${dispatch.mail.subject}”.`,
          };
    }
    case 'flow':
      return { ...CHANGED, ...(await sendOn(attempt, dispatch.flow)) };
    case 'profile':
      if (enrolment.customer_id !== null)
        await changeProfile(tx, enrolment.customer_id, dispatch.change, now);
      return CHANGED;
    case 'http':
      return CHANGED;
  }
}

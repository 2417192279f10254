import { plural } from '@millrace/base/words';
import type { WholeLoggedMessage } from '@millrace/services/message-log';

type Visit = WholeLoggedMessage['visits'][number];

/** Why a visit counts as a machine's, in words. */
const WHY: Readonly<Record<NonNullable<Visit['why']>, string>> = {
  scanner: 'by a program that checks links or shows previews',
  'privacy-proxy': 'by Apple’s mail proxy, which loads pictures whether or not the mail is read',
  'at-delivery': 'before a person could have seen it',
  'several-links': 'within a second of another link',
  'beside-scanner': 'together with what a scanner did',
  prefetch: 'by a program that looks ahead',
};

export function visitSentence({ kind, link, why }: Visit): string {
  const what =
    kind === 'open'
      ? 'Picture loaded'
      : kind === 'page'
        ? 'Unsubscribe page opened'
        : link
          ? `“${link}” followed`
          : 'A link followed';
  return !why ? what : `${what} ${WHY[why]}`;
}

/** "3 visits by machines". */
export const visitedByMachines = (count: number): string => `${plural(count, 'visit')} by machines`;

import { fullTime, inflected, plural } from '@millrace/base/words';
import type { TeamMailTexts, WhyMailed } from '@millrace/run/work';
import type { WorkView } from './shapes.ts';

export interface Words {
  readonly subject: string;
  readonly lines: readonly string[];
  readonly links: readonly { readonly label: string; readonly url: string }[];
}

const BEFORE: Readonly<Record<WhyMailed, string>> = {
  asked: '',
  escalated: 'The deadline passed: ',
  assigned: 'Now for you: ',
};

/** In a summary; the rest is on the page. */
const MOST_LINES = 20;

const settings = (publicUrl: string) => ({
  label: 'Choose which of these e-mails you get',
  url: `${publicUrl}/work?mail=true`,
});

/** The e-mail about one piece of work. Its link opens the page, which asks who you are; it answers nothing. */
export function wordsOfOne(work: WorkView, why: WhyMailed, zone: string, publicUrl: string): Words {
  return {
    subject: `${BEFORE[why]}${work.title}`,
    lines: [
      work.reason,
      ...(work.details === '' ? [] : [work.details]),
      ...work.facts.map(({ label, value }) => `${label}: ${value}`),
      ...(work.risk === '' ? [] : [`The risk: ${work.risk}`]),
      ...(work.deadline === null ? [] : [`By ${fullTime(work.deadline, zone)}.`]),
    ],
    links: [{ label: 'Open it in Millrace', url: `${publicUrl}/work/${work.id}` }, settings(publicUrl)],
  };
}

/** The e-mail that a step of a flow sends. Its links lead to pages that ask who you are. */
export const wordsOfFlow = (
  { subject, text }: TeamMailTexts,
  flow: string,
  customer: string | null,
  publicUrl: string,
): Words => ({
  subject,
  lines: text === '' ? [] : text.split('\n\n'),
  links: [
    ...(customer === null
      ? []
      : [{ label: 'Open the customer in Millrace', url: `${publicUrl}/customers/${customer}` }]),
    { label: 'Open the flow', url: `${publicUrl}/flows/${flow}` },
  ],
});

/** The daily summary of all that is open for somebody. @param open in the order of their deadlines */
export function wordsOfDay(open: readonly WorkView[], zone: string, publicUrl: string): Words {
  const late = open.filter(({ overdue }) => overdue).length;
  const rest = open.length - MOST_LINES;
  const waiting = `${plural(open.length, 'thing')} ${inflected(open.length, 'waits', 'wait')} for your answer`;
  return {
    subject: waiting,
    lines: [
      late === 0
        ? `${waiting}.`
        : `${waiting}. ${plural(late, 'deadline')} ${inflected(late, 'has', 'have')} passed.`,
      ...open
        .slice(0, MOST_LINES)
        .map(
          ({ title, deadline, overdue }) =>
            `${title}${deadline === null ? '' : overdue ? ' (overdue)' : ` (by ${fullTime(deadline, zone)})`}`,
        ),
      ...(rest > 0 ? [`And ${plural(rest, 'more thing')}.`] : []),
    ],
    links: [{ label: 'Open Work', url: `${publicUrl}/work` }, settings(publicUrl)],
  };
}

import { percent, plural } from '@millrace/base/words';
import { eventLabel } from '@millrace/flow';
import type { TemplateCard } from '../../server/catalogue/gallery.ts';

/** What the templates of a category are for, in the order of the gallery. */
export const CATEGORIES: Readonly<Record<TemplateCard['category'], string>> = {
  recover: 'Recover',
  welcome: 'Welcome',
  keep: 'Keep',
  grow: 'Grow',
  'win-back': 'Win back',
  service: 'Service',
  operate: 'Operate',
};

/** Who in a small team looks after a flow. */
const OWNERS: Readonly<Record<TemplateCard['owner'], string>> = {
  founder: 'The founder',
  marketing: 'Marketing',
  service: 'Customer service',
  operations: 'Operations',
};

/** What goes through a template. */
export const SUBJECTS = {
  customer: 'For each customer',
  order: 'For each order',
  return: 'For each return',
  ticket: 'For each ticket',
  product: 'For each product',
  store: 'For the store',
} as const;

/** What goes through it, where it is not customers. */
export const subjectWords = (subject: TemplateCard['subject']): string | null =>
  subject === 'customer' ? null : (SUBJECTS[subject as keyof typeof SUBJECTS] ?? null);

export const LEVELS = {
  2: 'By rules and schedules',
  3: 'Reacts to what people do',
  4: 'Knows the rhythm of each person',
  5: 'Decides, and learns from it',
} as const;

export const sourceOf = (source: string | null): string =>
  source === null ? 'No figure that we could check.' : `Source: ${source}`;

/** How it is judged, who looks after it, and how long it takes, each with its name. */
export function factsOf({
  metrics: { success, failure, days, holdout },
  owner,
  reviewAfterDays,
  lastsDays,
  level,
  subject,
}: TemplateCard): readonly { readonly name: string; readonly words: string }[] {
  const isMeasured = subject !== 'store';
  return [
    ...(isMeasured
      ? [
          { name: 'Success metric', words: `${eventLabel(success)}, within ${plural(days, 'day')}` },
          { name: 'Failure metric', words: eventLabel(failure) },
          {
            name: 'Holdout',
            words: holdout === 0 ? 'None: nobody should go without it' : percent(holdout, 0),
          },
        ]
      : []),
    { name: 'Takes', words: lastsDays <= 1 ? 'Less than a day' : `Up to ${plural(lastsDays, 'day')}` },
    { name: 'Owner', words: OWNERS[owner] },
    { name: 'Review', words: `After ${plural(reviewAfterDays, 'day')}, Home reminds you` },
    { name: 'Automation level', words: `${level} of 5. ${LEVELS[level as keyof typeof LEVELS]}` },
  ];
}

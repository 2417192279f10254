import { trialDaysLeft, trialName, type Graph } from '@millrace/flow';
import { plural } from '@millrace/base/words';
import { buttonLooks, classes, Icon } from '@millrace/ui';
import NextLink from 'next/link';

/** That the flow is tried beside what the store has, how long still, and what to do when it is over. */
export function BesideNote({
  id,
  beside,
  days,
  zone,
}: {
  id: string;
  beside: NonNullable<Graph['settings']['beside']>;
  /** Days in which outcomes count. */
  days: number;
  zone: string;
}) {
  const left = trialDaysLeft(beside.until, Date.now(), zone);
  const name = trialName({ beside });
  return (
    <section
      aria-label="Trial"
      className="flex flex-wrap items-center gap-x-6 gap-y-2 rounded-lg border border-line bg-raised p-4 text-14"
    >
      <p className="flex min-w-0 flex-[1_1_24rem] items-start gap-2 text-pretty">
        <Icon name="split" size={16} className="mt-0.5 text-river" />
        <span>
          {left > 0
            ? `Half of the people get this flow, the others get ${name}. ${plural(left, 'day')} left. Who entered is compared ${plural(days, 'day')} later, so the first figures come then.`
            : `The trial beside ${name} is over. While it is not certain which brings more, it can go on: more people make it certain. Otherwise end it, with this flow or without.`}
        </span>
      </p>
      <NextLink
        href={`/flows/${id}?panel=settings`}
        className={classes(buttonLooks({ look: left > 0 ? 'quiet' : 'primary', size: 'small' }))}
      >
        {left > 0 ? 'Change the trial' : 'Go on with this flow'}
      </NextLink>
    </section>
  );
}

'use client';
import { formatMoney } from '@millrace/base';
import { dayOf, people, verb } from '@millrace/base/words';
import type { GlobalHoldoutView } from '@millrace/services/measure';
import { buttonLooks, EmptyState, Icon, Skeleton } from '@millrace/ui';
import { useQuery } from '@tanstack/react-query';
import NextLink from 'next/link';
import { CALM } from '../../flows/live.ts';
import { number, share } from '../../flows/words.ts';
import { ExportButton } from '../../lists/export-button.tsx';
import { ProblemNote } from '../../lists/problem-note.tsx';
import { Screen, useTRPC, useViewer } from '../../shell/index.ts';
import { perPerson } from '../figures.ts';
import { Explained } from '../part.tsx';
import { ratioLook } from '../ratio-look.ts';
import { TwoArms } from '../two-arms.tsx';
import { shareWords } from './all-words.ts';
import { BothFigures } from './both-figures.tsx';
import { PlanTable } from './plan-table.tsx';

/** What all flows bring in together, beside what each says of itself. */
export function AllResultsScreen() {
  const trpc = useTRPC();
  const query = useQuery(trpc.flows.globalHoldout.queryOptions({}, CALM));
  const view = query.data;
  return (
    <Screen
      title="Results"
      sentence="What all your flows bring in together, beside what each says of itself."
      actions={view && view.periods.length > 0 ? <ExportButton list="all-results" /> : null}
    >
      {query.isError && !view ? (
        <ProblemNote error={query.error} onRetry={() => void query.refetch()} />
      ) : !view ? (
        <div aria-busy="true" className="flex flex-col gap-8">
          <Skeleton className="h-7 w-3/5" />
          <Skeleton className="h-40 w-full" />
          <Skeleton className="h-52 w-full" />
        </div>
      ) : (
        <Shown view={view} />
      )}
    </Screen>
  );
}

function Shown({ view }: { view: GlobalHoldoutView }) {
  const isOff = view.periods.length === 0;
  return (
    <div className="flex flex-col gap-8">
      {isOff ? (
        <EmptyState
          icon="scale"
          title="Hold some people out of all flows to see what they bring in together"
          action={
            <NextLink href="/settings/guardrails" className={buttonLooks({ look: 'primary' })}>
              Open the guardrails
            </NextLink>
          }
        >
          Each flow compares its people with its own holdout, and what two flows bring in with the same order
          counts in both. A global holdout tells what all of them bring in together: a share of people, chosen
          by chance, who get no marketing from any flow. Messages about an order still reach them. Set the
          share in the guardrail “Global holdout”.
        </EmptyState>
      ) : (
        <p className="max-w-200 text-20 leading-snug text-balance">{view.sentence}</p>
      )}
      {isOff && view.sum === null ? null : <BothFigures view={view} />}
      {view.periods.length > 0 ? <Periods view={view} /> : null}
      {view.causedMargin === null ? <PlanTable plan={view.plan} share={view.share} /> : null}
    </div>
  );
}

/** The groups of each period, the latest first. */
function Periods({ view }: { view: GlobalHoldoutView }) {
  const zone = useViewer().workspace.timeZone;
  const [latest] = view.periods;
  return (
    <Explained
      title="The two groups"
      note="People in the global holdout compared with all others"
      about={
        <>
          <p>
            Everybody with an address is in one of the groups, whether a flow reached them or not. All their
            orders since the period began count.
          </p>
          <p>
            Another share begins another period. People are compared within periods, because a share that is
            larger in a good season would make the holdout look better.
          </p>
          <p>The groups differ in size, so compare the lines per person.</p>
        </>
      }
    >
      {view.isDrawing ? (
        <p className="mb-3 flex items-center gap-2 text-13 text-soft">
          <Icon name="clock" size={14} className="text-faint" />
          People are still being divided. The figures are of those who have their group.
        </p>
      ) : null}
      <div className="grid gap-x-12 gap-y-6 lg:grid-cols-2">
        {view.periods.map((period) => (
          <div key={period.id}>
            <h3 className="mb-1 text-13 font-medium">
              {shareWords(period.share)},{' '}
              {period.endedAt === null
                ? `since ${dayOf(period.startedAt, zone)}`
                : `${dayOf(period.startedAt, zone)} to ${dayOf(period.endedAt, zone)}`}
            </h3>
            <PeriodTable period={period} currency={view.currency} />
            {period.inBoth === 0 ? null : (
              <p className="mt-2 text-13 text-pretty text-soft">
                {people(period.inBoth)} {verb(period.inBoth, 'is')} left out of both groups: two customers,
                one in each, turned out to be the same person.
              </p>
            )}
          </div>
        ))}
      </div>
      {latest === undefined ? null : (
        <p className="mt-4 flex items-start gap-2 text-13 text-pretty text-soft">
          <Icon {...ratioLook({ healthy: view.ratioHealthy, enough: view.ratioEnough })} size={14} />
          {view.ratioSentence}
        </p>
      )}
    </Explained>
  );
}

function PeriodTable({
  period: { treated, heldOut },
  currency,
}: {
  period: GlobalHoldoutView['periods'][number];
  currency: string;
}) {
  const whole = (amount: number) => formatMoney({ amount, currency }, { whole: true });
  const each = (amount: number | null) =>
    amount === null ? '–' : formatMoney({ amount: Math.round(amount), currency });
  const row = (what: string, cell: (arm: typeof treated) => string) => ({
    id: what,
    what,
    treated: cell(treated),
    heldOut: cell(heldOut),
  });
  return (
    <TwoArms
      what={<span className="sr-only">Figure</span>}
      arms={['Not held out', 'Global holdout']}
      rows={[
        row('People', (arm) => number(arm.people)),
        row('Ordered', (arm) => `${number(arm.converted)} (${share(arm.converted, arm.people)})`),
        row('Orders', (arm) => number(arm.orders)),
        row('Orders per 100 people', (arm) =>
          arm.people === 0 ? '–' : number(Math.round((100 * arm.orders) / arm.people)),
        ),
        row('Revenue', (arm) => whole(arm.revenue)),
        row('Revenue per person', (arm) => each(perPerson(arm).revenue)),
        row('Margin', (arm) => whole(arm.margin)),
        row('Margin per person', (arm) => each(perPerson(arm).margin)),
      ]}
    />
  );
}

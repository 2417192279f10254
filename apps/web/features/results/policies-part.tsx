'use client';
import { formatMoney } from '@millrace/base';
import { count, inflected, listed, people, plural, verb } from '@millrace/base/words';
import type { PoliciesView } from '@millrace/services/measure';
import { domainAroundZero, RelativeTime } from '@millrace/ui';
import { useQuery } from '@tanstack/react-query';
import { CALM } from '../flows/live.ts';
import { useTRPC } from '../shell/index.ts';
import { MoneyInterval } from './money-interval.tsx';
import { Explained } from './part.tsx';

type PolicyView = PoliciesView['policies'][number];

/** What other ways of deciding would have earned, for each step whose model can tell. */
export function PoliciesPart({ id }: { id: string }) {
  const trpc = useTRPC();
  const policies = useQuery(trpc.flows.policies.queryOptions({ id }, CALM));
  return policies.data?.map((step) => <PoliciesOfStep key={step.node} step={step} />) ?? null;
}

export function PoliciesOfStep({ step }: { step: PoliciesView }) {
  return (
    <Explained
      title={`${step.name}: other ways to decide`}
      note="What they would have earned with the same people"
      about={
        <>
          <p>
            Choices are drawn with known probabilities. From the choices and what each of them earned follows
            what another way of deciding would have earned. Nobody has to get it for that.
          </p>
          <p>
            A decision counts once {plural(step.days, 'day')} are over, with the margin of everything the
            person ordered in that time. The holdout is left out.
          </p>
          <p>
            The intervals hold with 95% certainty, all comparisons together, however often you look. A bar
            that does not cross the line is a difference.
          </p>
          <p>Evidence is how many decisions of that kind the log is worth. Below 100 nothing is claimed.</p>
        </>
      }
    >
      <p className="max-w-200 pb-2 text-13 text-pretty text-soft">{step.sentence}</p>
      {step.policies.length > 0 ? <PoliciesTable step={step} /> : null}
      <Basis step={step} />
    </Explained>
  );
}

function PoliciesTable({ step }: { step: PoliciesView }) {
  const domain = domainAroundZero(
    step.policies.flatMap(({ difference }) => (difference ? [difference.lower, difference.upper] : [])),
  );
  return (
    <table aria-label={`${step.name}: other ways to decide`} className="w-full text-13 tabular">
      <thead>
        <tr className="border-b border-line text-12 text-faint">
          <th scope="col" className="h-8 text-left font-medium">
            Way of deciding
          </th>
          <th scope="col" className="h-8 pl-3 text-right font-medium">
            Margin each
          </th>
          <th scope="col" className="h-8 pl-3 text-right font-medium md:pl-6 md:text-left">
            Compared with what ran
          </th>
          <th scope="col" className="h-8 pl-3 text-right font-medium">
            Evidence
          </th>
        </tr>
      </thead>
      <tbody>
        {step.policies.map((policy) => (
          <tr key={policy.id} className="border-b border-line/60 align-top last:border-0">
            <th scope="row" className="py-2 text-left font-normal">
              {policy.title}
              <span className="block text-12 text-pretty text-faint max-md:hidden">{policy.sentence}</span>
            </th>
            <Figures policy={policy} currency={step.currency} domain={domain} />
            <td className="py-2 pl-3 text-right text-soft">{count(Math.floor(policy.effective))}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Figures({
  policy: { title, value, difference, refusal },
  currency,
  domain,
}: {
  policy: PolicyView;
  currency: string;
  domain: readonly [number, number];
}) {
  const money = (amount: number) => formatMoney({ amount: Math.round(amount), currency });
  if (value === null)
    return (
      <td colSpan={2} className="max-w-80 py-2 pl-3 text-pretty text-soft md:pl-6">
        {refusal}
      </td>
    );
  return (
    <>
      <td className="py-2 pl-3 text-right whitespace-nowrap">
        {money(value.estimate)}
        <span className="block text-12 text-faint">
          {money(value.lower)} to {money(value.upper)}
        </span>
      </td>
      <td className="py-2 pl-3 max-md:text-right md:pl-6">
        {difference === null ? (
          <span className="text-faint">–</span>
        ) : (
          <MoneyInterval
            label={(amount, least, most) => `${title}: ${amount} each, between ${least} and ${most}`}
            of={difference}
            currency={currency}
            domain={domain}
            width={200}
            className="flex-wrap max-md:justify-end"
          />
        )}
      </td>
    </>
  );
}

/** What the figures come from, and what is left out. */
function Basis({ step }: { step: PoliciesView }) {
  const { at, asItRan, days, decisions, fixed, people: about, waiting } = step;
  return (
    <p className="mt-3 max-w-200 text-12 text-pretty text-faint">
      {at === null ? (
        'It is estimated whenever the model is trained, at least once a day.'
      ) : (
        <>
          Estimated <RelativeTime instant={at} /> from {plural(decisions, 'decision')} about {people(about)}{' '}
          in the last 180 days.
        </>
      )}
      {waiting > 0
        ? ` ${plural(waiting, 'more decision')} ${inflected(waiting, 'counts', 'count')} once ${plural(days, 'day')} are over.`
        : ''}
      {fixed > 0
        ? ` ${plural(fixed, 'decision')} ${verb(fixed, 'is')} left out, because only the best guess could be chosen.`
        : ''}
      {asItRan.length > 0
        ? ` ${listed(asItRan.map((title) => `“${title}”`))} ${inflected(asItRan.length, 'chooses', 'choose')} as it ran.`
        : ''}
    </p>
  );
}

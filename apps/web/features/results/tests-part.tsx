'use client';
import { several } from '@millrace/base/words';
import { eventInSentence } from '@millrace/flow';
import type { TestView } from '@millrace/services/measure';
import { Badge, Button, RelativeTime } from '@millrace/ui';
import { useMutation, useQuery } from '@tanstack/react-query';
import { LIVE } from '../flows/live.ts';
import { useRefreshFlows } from '../flows/use-refresh.ts';
import { number, share } from '../flows/words.ts';
import { useMay, useTRPC } from '../shell/index.ts';
import { Explained } from './part.tsx';
import { differenceWords } from './test-words.ts';

/** The A/B tests of a flow: how each variant does, and which one everybody new gets. */
export function TestsPart({ id }: { id: string }) {
  const trpc = useTRPC();
  const tests = useQuery(trpc.flows.tests.queryOptions({ id }, LIVE));
  if (!tests.data || tests.data.length === 0) return null;
  return (
    <>
      {tests.data.map((test) => (
        <TestTable key={test.node} id={id} test={test} />
      ))}
    </>
  );
}

function TestTable({ id, test }: { id: string; test: TestView }) {
  const trpc = useTRPC();
  const refresh = useRefreshFlows();
  const may = useMay('flows:publish');
  const choose = useMutation(trpc.flows.chooseVariant.mutationOptions({ onSuccess: () => refresh() }));
  const pick = (variant: string | null) => choose.mutate({ id, node: test.node, variant });
  const goals = test.goals.map(eventInSentence).join(' or ');
  return (
    <Explained
      title={test.name}
      note={`A/B test by: ${goals}, within ${several(test.withinDays, 'a day', 'days')}`}
      about={
        <>
          <p>
            People are drawn at random and keep their variant. A person is counted once their time is over, so
            a variant that only works sooner does not win.
          </p>
          <p>
            All differences hold together with 95 % certainty, however often you look. People in the holdout
            are not compared.
          </p>
          {test.inBoth > 0 ? (
            <p>{number(test.inBoth)} left out: two customers with different variants turned out to be one.</p>
          ) : null}
        </>
      }
    >
      <p className="pb-2 text-13 text-soft">
        <Standing test={test} />
      </p>
      <div className="overflow-x-auto">
        <table className="w-full min-w-130 text-13 tabular">
          <thead>
            <tr className="border-b border-line text-12 text-faint">
              <th scope="col" className="h-8 text-left font-medium">
                Variant
              </th>
              {['People', 'Counted', 'Did it', 'Difference'].map((title) => (
                <th key={title} scope="col" className="h-8 text-right font-medium">
                  {title}
                </th>
              ))}
              <th scope="col">
                <span className="sr-only">Choose</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {test.variants.map((variant, index) => {
              const isChosen = test.chosen?.variant === variant.id;
              return (
                <tr key={variant.id} className="border-b border-line/60 last:border-0">
                  <th scope="row" className="h-10 text-left font-normal">
                    <span className="flex items-center gap-2">
                      {variant.name}
                      {isChosen ? <Badge tone="river">For everybody new</Badge> : null}
                      {!isChosen && test.winner === variant.id ? <Badge tone="good">Better</Badge> : null}
                    </span>
                  </th>
                  <td className="text-right">{number(variant.people)}</td>
                  <td className="text-right">{number(variant.measured)}</td>
                  <td className="text-right">
                    {number(variant.reached)}{' '}
                    <span className="ml-1 inline-block w-12 text-faint">
                      {share(variant.reached, variant.measured)}
                    </span>
                  </td>
                  <td className="text-right text-soft">{differenceWords(variant, index === 0)}</td>
                  <td className="pl-3 text-right">
                    {may ? (
                      <Button
                        size="small"
                        look="quiet"
                        disabled={choose.isPending}
                        aria-label={
                          isChosen ? `Take back the choice of ${variant.name}` : `Choose ${variant.name}`
                        }
                        onClick={() => pick(isChosen ? null : variant.id)}
                      >
                        {isChosen ? 'Take back' : 'Choose'}
                      </Button>
                    ) : null}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </Explained>
  );
}

function Standing({ test }: { test: TestView }) {
  const { chosen, variants } = test;
  if (chosen === null)
    return (
      <>
        {test.sentence}{' '}
        {test.state === 'clear' && !test.automatic ? 'Choose it to give it to everybody new.' : null}
      </>
    );
  const name = variants.find(({ id }) => id === chosen.variant)?.name ?? chosen.variant;
  return (
    <>
      “{name}” goes to everybody new, chosen <RelativeTime instant={chosen.at} />
      {chosen.byRule ? ' by the rule' : chosen.by ? ` by ${chosen.by}` : ''}. {test.sentence}
    </>
  );
}

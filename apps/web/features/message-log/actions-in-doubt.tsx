'use client';
import type { CallView } from '@millrace/services/calls';
import { Button, Link, toast } from '@millrace/ui';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import NextLink from 'next/link';
import { useMay, useTRPC } from '../shell/index.ts';

/** How many are shown at once. The next ones appear as these are answered. */
const SHOWN = 20;

/** Actions in other systems that got no clear answer. The user checks there and says whether they happened. */
export function ActionsInDoubt() {
  const trpc = useTRPC();
  const calls = useQuery(
    trpc.calls.list.queryOptions({ status: 'unknown', limit: SHOWN }, { refetchInterval: 15_000 }),
  );
  const items = calls.data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <section
      id="actions-in-doubt"
      aria-label="Actions in doubt"
      className="rounded-lg border border-waiting/50 bg-waiting-tint px-4 py-3"
    >
      <h2 className="text-14 font-medium">Did it happen?</h2>
      <p className="mt-0.5 text-13 text-pretty text-soft">
        These were asked of another system, and no answer came. They are not asked again: look there, then say
        what you found.
      </p>
      <ul className="mt-2 divide-y divide-waiting/30">
        {items.map((call) => (
          <Doubt key={call.id} call={call} />
        ))}
      </ul>
    </section>
  );
}

function Doubt({ call }: { call: CallView }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const may = useMay('flows:publish');
  const resolve = useMutation(
    trpc.calls.resolveUnknown.mutationOptions({
      onSuccess: async (_result, { happened }) => {
        toast.done(happened ? 'It counts as done.' : 'It counts as not done.');
        await queries.invalidateQueries(trpc.calls.pathFilter());
      },
    }),
  );
  const say = (happened: boolean) => resolve.mutate({ id: call.id, happened });
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 py-2.5">
      <div className="min-w-0 flex-1 basis-64">
        <p className="text-13">
          {call.what} for{' '}
          <Link render={<NextLink href={`/customers/${call.customerId}`} />}>
            {call.customerName ?? 'somebody without a name'}
          </Link>
          {call.flowName ? (
            <>
              , in <Link render={<NextLink href={`/enrolments/${call.enrolmentId}`} />}>{call.flowName}</Link>
            </>
          ) : null}
        </p>
        <p className="text-12 text-soft">{call.sentence ?? 'It is not known whether this was done.'}</p>
      </div>
      <div className="flex gap-2">
        <Button
          size="small"
          icon="check"
          disabled={!may}
          busy={resolve.isPending && resolve.variables.happened}
          onClick={() => say(true)}
        >
          It happened
        </Button>
        <Button
          size="small"
          icon="x"
          disabled={!may}
          busy={resolve.isPending && !resolve.variables.happened}
          onClick={() => say(false)}
        >
          It did not
        </Button>
      </div>
    </li>
  );
}

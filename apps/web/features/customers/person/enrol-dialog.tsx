'use client';
import type { CustomerView } from '@millrace/services/customers';
import { Button, Dialog, EmptyState, Link, RadioGroup, Skeleton, toast } from '@millrace/ui';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import NextLink from 'next/link';
import { useState } from 'react';
import { ProblemNote } from '../../lists/problem-note.tsx';
import { madeWords, namesakes } from '../../flows/namesakes.ts';
import { insideWords } from '../../editor/publish/inside-words.ts';
import { useTRPC, useViewer } from '../../shell/index.ts';

/** Puts one customer into a live flow by hand. A flow about carts or orders takes their newest one. */
export function EnrolDialog({
  customer,
  name,
  onClose,
}: {
  customer: CustomerView;
  name: string;
  onClose: () => void;
}) {
  const trpc = useTRPC();
  const { workspace } = useViewer();
  const queries = useQueryClient();
  const [chosen, setChosen] = useState<string | null>(null);
  const flows = useQuery(trpc.flows.list.queryOptions({ state: 'live', limit: 50 }));
  const enrol = useMutation(
    trpc.flows.enrol.mutationOptions({
      onSuccess: async (result) => {
        if (!('entered' in result)) {
          toast.note(`${name} was not let in.`, { description: 'The timeline says why, under Refused.' });
          onClose();
        } else {
          onClose();
          toast.done(`${name} is in the flow.`);
        }
        await queries.invalidateQueries(trpc.customers.timeline.pathFilter());
      },
    }),
  );
  const live = flows.data?.items ?? [];
  const alike = namesakes(live);
  return (
    <Dialog
      open
      width="narrow"
      onOpenChange={(open) => (open ? undefined : onClose())}
      title={`Put ${name} into a flow`}
      description="The flow’s own rules still apply: re-entry, consent and guardrails."
      actions={
        live.length > 0 ? (
          <>
            <Button onClick={onClose}>Cancel</Button>
            <Button
              look="primary"
              disabled={chosen === null}
              busy={enrol.isPending}
              onClick={() => (chosen ? enrol.mutate({ flow: chosen, customer: customer.id }) : undefined)}
            >
              Put them in
            </Button>
          </>
        ) : undefined
      }
    >
      {flows.error ? <ProblemNote error={flows.error} onRetry={() => void flows.refetch()} /> : null}
      {flows.isPending ? <Skeleton className="h-16 w-full" /> : null}
      {flows.data && live.length === 0 ? (
        <EmptyState
          icon="flows"
          title="No flow is live"
          action={<Link render={<NextLink href="/gallery" />}>Choose one in the gallery</Link>}
        >
          Once a flow is published, customers can enter it by its trigger or by hand.
        </EmptyState>
      ) : null}
      <RadioGroup
        aria-label="Flow"
        value={chosen ?? ''}
        onValueChange={setChosen}
        options={live.map((flow) => ({
          value: flow.id,
          label: flow.name,
          help: `${insideWords(flow.subject, flow.inside)}${alike(flow) ? `, ${madeWords(flow.createdAt, workspace.timeZone)}` : ''}`,
        }))}
      />
    </Dialog>
  );
}

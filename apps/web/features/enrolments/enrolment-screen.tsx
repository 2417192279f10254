'use client';
import { whoseTime } from '../customers/names.ts';
import type { EnrolmentView } from '@millrace/services/enrolments';
import {
  AlertDialog,
  Badge,
  Button,
  Drawer,
  Link,
  RelativeTime,
  Skeleton,
  StatePill,
  TimesOf,
  toast,
} from '@millrace/ui';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import NextLink from 'next/link';
import { useState } from 'react';
import { nameOf } from '../flows/people/person-words.ts';
import { ProblemNote } from '../lists/problem-note.tsx';
import { MessageSheet } from '../message-log/message/message-sheet.tsx';
import { Screen, useMay, useTRPC, useViewer } from '../shell/index.ts';
import { enrolmentState } from './enrolment-words.ts';
import { StationList } from './station-list.tsx';
import { stationsOf } from './stations.ts';

/** The story of one entry in a flow: every step it visited and what happened there. */
export function EnrolmentScreen({ id }: { id: string }) {
  const trpc = useTRPC();
  const { workspace } = useViewer();
  const [message, setMessage] = useState<string | null>(null);
  const found = useQuery(
    trpc.enrolments.get.queryOptions(
      { id },
      { refetchInterval: ({ state }) => (state.data?.endedAt ? false : 5_000) },
    ),
  );
  const enrolment = found.data;
  if (found.error)
    return (
      <Screen title="Entry in a flow" width="reading">
        <ProblemNote error={found.error} onRetry={() => void found.refetch()} />
      </Screen>
    );
  if (!enrolment)
    return (
      <Screen title="Entry in a flow" width="reading" sentence={<Skeleton className="mt-1 h-3 w-80" />}>
        <Skeleton className="h-100 w-full rounded-lg" />
      </Screen>
    );
  const who = nameOf(enrolment);
  const customer = enrolment.customerName ?? enrolment.customerEmail ?? 'Unknown visitor';
  const zone = enrolment.customerZone ?? workspace.timeZone;
  return (
    <TimesOf zone={zone} whose={whoseTime(enrolment.customerZone, zone)}>
      <Screen
        title={`${who} in ${enrolment.flowName}`}
        width="reading"
        back={
          <Link
            plain
            className="text-faint"
            render={
              <NextLink
                href={
                  enrolment.customerId === null
                    ? `/flows/${enrolment.flowId}/people`
                    : `/customers/${enrolment.customerId}`
                }
              />
            }
          >
            {enrolment.customerId === null ? enrolment.flowName : customer}
          </Link>
        }
        sentence={<Sentence enrolment={enrolment} />}
        actions={
          enrolment.endedAt === null ? <TakeOut id={id} who={who} flow={enrolment.flowName} /> : undefined
        }
      >
        <StationList enrolment={enrolment} stations={stationsOf(enrolment.trace)} onMessage={setMessage} />
        <Drawer
          open={message !== null}
          onOpenChange={(open) => (open ? undefined : setMessage(null))}
          title="Message"
          className="w-120"
        >
          {message ? <MessageSheet id={message} withPerson={false} /> : null}
        </Drawer>
      </Screen>
    </TimesOf>
  );
}

function Sentence({ enrolment }: { enrolment: EnrolmentView }) {
  const state = enrolmentState(enrolment);
  return (
    <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
      <StatePill state={state.pill}>{state.words}</StatePill>
      {enrolment.heldOut ? <Badge icon="scale">Holdout: gets no message</Badge> : null}
      <span>
        Entered <RelativeTime instant={enrolment.enteredAt} />
        {enrolment.endedAt === null ? null : (
          <>
            , left <RelativeTime instant={enrolment.endedAt} />
          </>
        )}{' '}
        on version {enrolment.version} of{' '}
        <Link plain render={<NextLink href={`/flows/${enrolment.flowId}`} />}>
          {enrolment.flowName}
        </Link>
        .
      </span>
    </span>
  );
}

function TakeOut({ id, who, flow }: { id: string; who: string; flow: string }) {
  const trpc = useTRPC();
  const queries = useQueryClient();
  const may = useMay('flows:publish');
  const [open, setOpen] = useState(false);
  const cancel = useMutation(
    trpc.enrolments.cancel.mutationOptions({
      onSuccess: async () => {
        setOpen(false);
        toast.done(`${who} is out of the flow.`);
        await queries.invalidateQueries(trpc.enrolments.pathFilter());
      },
    }),
  );
  if (!may) return null;
  return (
    <AlertDialog
      open={open}
      onOpenChange={setOpen}
      trigger={<Button icon="user-x">Take out</Button>}
      title={`Take ${who} out of ${flow}?`}
      description="Nothing more of this flow happens here. What was sent stays in the timeline. Whether another entry is possible depends on the flow’s re-entry rule."
      confirm="Take out"
      busy={cancel.isPending}
      onConfirm={() => cancel.mutate({ id })}
    />
  );
}

'use client';
import { Badge, classes, Drawer, Link, Skeleton, Tabs, TimesOf } from '@millrace/ui';
import { useQuery } from '@tanstack/react-query';
import NextLink from 'next/link';
import { parseAsString, parseAsStringLiteral, useQueryState } from 'nuqs';
import { NotShown } from '../../lists/not-shown.tsx';
import { ProblemNote } from '../../lists/problem-note.tsx';
import { MessageSheet } from '../../message-log/message/message-sheet.tsx';
import { Screen, useTRPC, useViewer } from '../../shell/index.ts';
import { personName, whoseTime } from '../names.ts';
import { Timeline } from '../timeline/timeline.tsx';
import { About } from './about.tsx';
import { PersonActions } from './person-actions.tsx';
import { PersonSentence } from './person-sentence.tsx';

/** A customer's timeline, with what is known of them beside it. */
export function PersonScreen({ id }: { id: string }) {
  const trpc = useTRPC();
  const { workspace } = useViewer();
  const [message, setMessage] = useQueryState('message', parseAsString);
  const [side, setSide] = useQueryState(
    'show',
    parseAsStringLiteral(['story', 'about']).withDefault('story'),
  );
  const found = useQuery(trpc.customers.get.queryOptions({ id }));
  const customer = found.data;
  const back = (
    <Link plain className="text-faint" render={<NextLink href="/customers" />}>
      Customers
    </Link>
  );
  if (found.error)
    return (
      <Screen title="Customer" back={back}>
        <ProblemNote error={found.error} onRetry={() => void found.refetch()} />
      </Screen>
    );
  if (!customer)
    return (
      <Screen title="Customer" back={back} sentence={<Skeleton className="mt-1 h-3 w-90" />}>
        <Skeleton className="h-80 w-full rounded-lg" />
      </Screen>
    );
  const name = customer.erasedAt ? 'Erased customer' : personName(customer);
  const zone = customer.zone ?? workspace.timeZone;
  return (
    <TimesOf zone={zone} whose={whoseTime(customer.zone, zone)}>
      <Screen
        title={name}
        back={back}
        sentence={
          <>
            <PersonSentence customer={customer} /> <NotShown row={customer} />
          </>
        }
        actions={<PersonActions customer={customer} name={name} />}
      >
        <Tabs
          className="mb-4 lg:hidden"
          value={side}
          onValueChange={(next) => void setSide(next)}
          tabs={[
            { value: 'story', label: 'What happened' },
            { value: 'about', label: 'Who they are' },
          ]}
        />
        <div className="grid gap-10 lg:grid-cols-[minmax(0,1fr)_20rem]">
          <div className={classes('min-w-0', side !== 'story' && 'max-lg:hidden')}>
            <Timeline
              customer={customer}
              zone={zone}
              currency={workspace.currency}
              onMessage={(next) => void setMessage(next)}
            />
          </div>
          <div className={classes(side !== 'about' && 'max-lg:hidden')}>
            <About
              customer={customer}
              segments={customer.segments}
              predictions={customer.predictions}
              browsers={customer.browsers}
            />
          </div>
        </div>
        <Drawer
          open={message !== null}
          onOpenChange={(open) => (open ? undefined : void setMessage(null))}
          title="Message"
          className="w-120"
          actions={customer.demo ? <Badge>Demo</Badge> : undefined}
        >
          {message ? <MessageSheet id={message} withPerson={false} /> : null}
        </Drawer>
      </Screen>
    </TimesOf>
  );
}

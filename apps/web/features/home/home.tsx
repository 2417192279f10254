'use client';
import { buttonLooks, Icon } from '@millrace/ui';
import { useQuery } from '@tanstack/react-query';
import NextLink from 'next/link';
import { LIVE } from '../flows/live.ts';
import { ProblemNote } from '../lists/problem-note.tsx';
import { Screen, useTRPC, useViewer } from '../shell/index.ts';
import { CausedList } from './caused-list.tsx';
import { DemoNote } from './demo-note.tsx';
import { Figures } from './figures.tsx';
import { FirstMinutes } from './first-minutes.tsx';
import { NeedsYou } from './needs-you.tsx';
import { Stream } from './stream.tsx';
import { todaySentence } from './today.ts';

/** Home: what happened, what flows brought in, and what needs attention. */
export function Home() {
  const trpc = useTRPC();
  const { workspace } = useViewer();
  const query = useQuery(trpc.home.read.queryOptions(undefined, LIVE));
  const home = query.data;
  return (
    <Screen
      title="Home"
      sentence={home ? todaySentence(home) : 'Loading the last 24 hours.'}
      actions={
        <>
          <NextLink href="/automation" className={buttonLooks({ look: 'quiet' })}>
            <Icon name="trend-up" size={14} />
            What comes next
          </NextLink>
          <NextLink href="/gallery" className={buttonLooks({})}>
            <Icon name="gallery" size={14} />
            Add a flow
          </NextLink>
        </>
      }
    >
      {query.isError && !home ? (
        <ProblemNote error={query.error} onRetry={() => void query.refetch()} />
      ) : (
        <div aria-busy={home ? undefined : true} className="flex flex-col gap-7">
          {home?.demo ? <DemoNote /> : null}
          <Figures home={home} />
          <div className="grid gap-x-12 gap-y-7 lg:grid-cols-[minmax(0,1fr)_20rem]">
            <div className="flex min-w-0 flex-col gap-7 max-lg:order-last">
              <CausedList caused={home?.caused} currency={workspace.currency} zone={workspace.timeZone} />
              <Stream home={home} />
            </div>
            <div className="flex min-w-0 flex-col gap-7">
              {home ? <NeedsYou needs={home.needs} /> : null}
              {home ? <FirstMinutes home={home} /> : null}
            </div>
          </div>
        </div>
      )}
    </Screen>
  );
}

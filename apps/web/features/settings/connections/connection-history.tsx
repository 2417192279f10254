'use client';
import type { PullView } from '@millrace/services/pulls';
import type { ConnectionView } from '@millrace/services/settings';
import { AlertDialog, Button, Card, Icon, RelativeTime, toast } from '@millrace/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTRPC } from '../../shell/index.ts';
import { progressWords, shareOf } from './history-words.ts';

interface ConnectionHistoryProps {
  readonly connection: ConnectionView;
  readonly pulls: readonly PullView[];
  readonly may: boolean;
}

/** The progress of reading a connection's history, and of reading what was missed since. */
export function ConnectionHistory({ connection, pulls, may }: ConnectionHistoryProps) {
  const [asking, setAsking] = useState(false);
  const steer = useSteering();
  const history = pulls.filter((pull) => pull.kind === 'history');
  const missed = pulls.filter((pull) => pull.kind === 'missed');
  if (history.length === 0) return null;
  const to = (next: 'pause' | 'go-on' | 'begin-again') =>
    steer.mutate({ connection: connection.id, to: next });
  const running = history.some((pull) => pull.state === 'running');
  const stopped = pulls.some((pull) => pull.state === 'paused' || pull.state === 'failed');
  return (
    <Card
      title="History"
      sentence="Read once, page by page. It does not start flows."
      aside={
        may ? (
          <span className="flex gap-1.5">
            {running ? (
              <Button size="small" icon="pause" busy={steer.isPending} onClick={() => to('pause')}>
                Pause
              </Button>
            ) : null}
            {stopped ? (
              <Button size="small" icon="play" busy={steer.isPending} onClick={() => to('go-on')}>
                Continue
              </Button>
            ) : null}
            {!running && !stopped ? (
              <Button size="small" icon="refresh" onClick={() => setAsking(true)}>
                Read again
              </Button>
            ) : null}
          </span>
        ) : undefined
      }
    >
      <ul className="space-y-3">
        {history.map((pull) => (
          <Progress key={pull.id} pull={pull} />
        ))}
      </ul>
      {missed.length > 0 ? <Missed missed={missed} /> : null}
      <AlertDialog
        open={asking}
        onOpenChange={setAsking}
        title="Read the history again?"
        description="Everything is read once more. Known data stays and counts once."
        confirm="Read again"
        busy={steer.isPending}
        onConfirm={() => {
          to('begin-again');
          setAsking(false);
        }}
      />
    </Card>
  );
}

function Progress({ pull }: { pull: PullView }) {
  const share = shareOf(pull);
  const words = progressWords(pull);
  return (
    <li className="text-13">
      <div className="flex items-baseline justify-between gap-3">
        <span className="font-medium">{pull.title}</span>
        <span className="text-soft tabular">
          {words}
          {pull.state === 'done' ? <Icon name="check" size={12} className="ml-1.5 inline text-good" /> : null}
        </span>
      </div>
      <div
        role="progressbar"
        aria-label={pull.title}
        aria-valuetext={words}
        {...(share === null
          ? {}
          : { 'aria-valuenow': Math.round(share * 100), 'aria-valuemin': 0, 'aria-valuemax': 100 })}
        className="mt-1 h-1.5 overflow-hidden rounded-full bg-sunken"
      >
        <div
          className={`h-full rounded-full ${pull.state === 'done' ? 'bg-good' : 'bg-river'}`}
          style={{ width: `${(share ?? 0) * 100}%` }}
        />
      </div>
      {pull.problem && pull.state !== 'done' ? (
        <p className={`mt-1 text-pretty ${pull.state === 'failed' ? 'text-broken' : 'text-waiting'}`}>
          {pull.problem}{' '}
          {pull.state === 'failed' ? (
            'Several attempts failed.'
          ) : pull.state === 'running' ? (
            <>
              Next try <RelativeTime instant={pull.dueAt} />.
            </>
          ) : null}
        </p>
      ) : null}
      {pull.lastSkipped ? (
        <p className="mt-1 text-12 text-pretty break-words text-faint">Left out last: {pull.lastSkipped}</p>
      ) : null}
    </li>
  );
}

function Missed({ missed }: { missed: readonly PullView[] }) {
  const problem = missed.find((pull) => pull.problem !== null);
  const finished = missed.flatMap((pull) => pull.finishedAt ?? []);
  return (
    <p className="mt-4 border-t border-line pt-3 text-13 text-pretty text-soft">
      {problem ? (
        <span className="text-waiting">What was missed could not be asked for: {problem.problem}</span>
      ) : (
        <>
          Missed data is read automatically
          {finished.length > 0 ? (
            <>
              , last <RelativeTime instant={Math.max(...finished)} />
            </>
          ) : null}
          .
        </>
      )}
    </p>
  );
}

function useSteering() {
  const trpc = useTRPC();
  const queries = useQueryClient();
  return useMutation(
    trpc.settings.steerPulls.mutationOptions({
      onSuccess: async (_saved, { to }) => {
        toast.done(to === 'pause' ? 'Paused.' : 'Continued.');
        await queries.invalidateQueries(trpc.settings.pulls.queryFilter());
      },
    }),
  );
}

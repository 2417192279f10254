'use client';
import { Button, Icon, RelativeTime, Skeleton, StatePill } from '@millrace/ui';
import { useQuery } from '@tanstack/react-query';
import { ProblemNote } from '../../lists/problem-note.tsx';
import { Screen } from '../../shell/index.ts';
import { CountsCheck } from './counts-check.tsx';
import { healthSentence, isMissing, PARTS, partState } from './parts.ts';

interface Health {
  readonly status: string;
  readonly parts: Readonly<Record<string, string>>;
}

/** Reads the health endpoint. Its body names broken parts even when the status is 503. */
async function readHealth(): Promise<Health> {
  const answer = await fetch('/api/health', { cache: 'no-store' });
  return (await answer.json()) as Health;
}

/** The state of every part of the installation, and what to do about a part that does not respond. */
export function HealthScreen() {
  const health = useQuery({ queryKey: ['health'], queryFn: readHealth, refetchInterval: 10_000 });
  const parts = health.data?.parts ?? {};
  return (
    <Screen
      title="System health"
      width="reading"
      sentence={
        health.data ? healthSentence(PARTS.map((part) => parts[part.id])) : 'Whether every part responds.'
      }
      actions={
        <Button icon="refresh" busy={health.isFetching} onClick={() => void health.refetch()}>
          Check again
        </Button>
      }
    >
      {health.error ? <ProblemNote error={health.error} onRetry={() => void health.refetch()} /> : null}
      <ul className="divide-y divide-line border-y border-line">
        {PARTS.map((part) => {
          const state = partState(parts[part.id]);
          return (
            <li key={part.id} className="flex items-start gap-3 py-3">
              <Icon name={part.icon} className="mt-0.5 text-soft" />
              <div className="min-w-0 flex-1">
                <h2 className="text-14 font-semibold">{part.title}</h2>
                <p className="text-13 text-pretty text-soft">
                  {isMissing(parts[part.id]) ? part.missing : part.about}
                </p>
              </div>
              {health.data ? (
                <StatePill state={state.pill}>{state.words}</StatePill>
              ) : (
                <Skeleton className="h-5 w-20" />
              )}
            </li>
          );
        })}
      </ul>
      {health.dataUpdatedAt > 0 ? (
        <p className="mt-3 text-12 text-faint">
          Looked <RelativeTime instant={health.dataUpdatedAt} />; again every ten seconds.
        </p>
      ) : null}
      <CountsCheck />
    </Screen>
  );
}

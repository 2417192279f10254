'use client';
import { Skeleton } from '@millrace/ui';
import { useQuery } from '@tanstack/react-query';
import { ProblemNote } from '../lists/problem-note.tsx';
import { Screen, useTRPC } from '../shell/index.ts';
import { AuditList } from './audit-list.tsx';
import { ElsewhereList } from './elsewhere-list.tsx';
import { levelSentence } from './automation-words.ts';
import { LevelList } from './level-list.tsx';
import { NextFlow } from './next-flow.tsx';

/** How far the automation of the store has come, what comes next, and the grade of everything that runs. */
export function AutomationScreen() {
  const trpc = useTRPC();
  const query = useQuery(trpc.automation.read.queryOptions());
  const found = query.data;
  return (
    <Screen
      title="Automation"
      sentence={found ? levelSentence(found) : 'How far your store has come, and what comes next.'}
    >
      {query.isError && !found ? (
        <ProblemNote error={query.error} onRetry={() => void query.refetch()} />
      ) : found ? (
        <div className="grid gap-x-12 gap-y-8 lg:grid-cols-[minmax(0,1fr)_22rem]">
          <div className="flex min-w-0 flex-col gap-8">
            <AuditList flows={found.flows} rule={found.gradeRule} unreadable={found.unreadable} />
            <ElsewhereList flows={found.elsewhere} />
          </div>
          <div className="flex min-w-0 flex-col gap-8 max-lg:order-first">
            <NextFlow next={found.next} />
            <LevelList levels={found.levels} level={found.level} />
          </div>
        </div>
      ) : (
        <div aria-busy="true" className="grid gap-x-12 gap-y-8 lg:grid-cols-[minmax(0,1fr)_22rem]">
          <Skeleton className="h-80 w-full" />
          <Skeleton className="h-80 w-full" />
        </div>
      )}
    </Screen>
  );
}

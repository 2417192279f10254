'use client';
import type { FlowView } from '@millrace/core/rows';
import { Icon, Skeleton } from '@millrace/ui';
import NextLink from 'next/link';
import type { ReactNode } from 'react';
import { Screen } from '../shell/index.ts';
import { FlowPill } from './flow-pill.tsx';
import { FlowTabs } from './flow-tabs.tsx';

/** The frame of a flow's screens other than the canvas: name, state, and tabs to the other screens. */
export function FlowScreen({
  id,
  flow,
  actions,
  children,
}: {
  id: string;
  flow: Pick<FlowView, 'name' | 'state' | 'liveVersion' | 'graph'> | undefined;
  actions?: ReactNode;
  children: ReactNode;
}) {
  return (
    <Screen
      title={flow?.name ?? 'Flow'}
      back={
        <NextLink href="/flows" className="inline-flex items-center gap-1 hover:text-ink">
          <Icon name="chevron-left" size={14} />
          Flows
        </NextLink>
      }
      actions={
        <>
          {flow ? (
            <FlowPill state={flow.state} version={flow.liveVersion} />
          ) : (
            <Skeleton className="h-5 w-14" />
          )}
          {actions}
        </>
      }
      tools={<FlowTabs id={id} subject={flow?.graph.subject} className="w-full border-b border-line" />}
    >
      {children}
    </Screen>
  );
}

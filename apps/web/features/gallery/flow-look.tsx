'use client';
import { kinds } from '@millrace/nodes';
import type { Graph } from '@millrace/flow';
import { classes, Skeleton } from '@millrace/ui';
import { useState } from 'react';
import { FlowPicture } from '../flows/drawing/flow-picture.tsx';
import { STEP_SIZE, StepCard } from '../flows/drawing/step-card.tsx';
import { messagesOf } from './messages-of.ts';
import { MessageLook } from './message-look.tsx';

/** The steps of a flow, and beside them its messages as a customer would see them. */
export function FlowLook({
  title,
  graph,
  writes,
}: {
  title: string;
  /** Undefined while it is read. */
  graph: Graph | undefined;
  /** Whether it sends messages. */
  writes: boolean;
}) {
  const [chosen, setChosen] = useState<string | null>(null);
  const messages = graph ? messagesOf(graph, kinds) : [];
  const shown = messages.find((message) => message.id === chosen) ?? messages[0];
  return (
    <div className={classes('grid grid-cols-1 gap-4', writes && 'lg:grid-cols-[minmax(0,1fr)_23rem]')}>
      {graph ? (
        <FlowPicture
          graph={graph}
          kinds={kinds}
          size={STEP_SIZE}
          focus={chosen ?? undefined}
          label={`Steps of ${title}`}
          className="h-130"
          card={(node) => (
            <StepCard
              at={node}
              chosen={node.node.id === shown?.id}
              onChoose={node.family === 'message' ? () => setChosen(node.node.id) : undefined}
            />
          )}
        />
      ) : (
        <Skeleton className="h-130 w-full" />
      )}
      {shown ? (
        <MessageLook
          message={shown}
          purpose={graph?.settings.purpose ?? 'marketing'}
          place={`${messages.indexOf(shown) + 1} of ${messages.length}`}
          onStep={(by) =>
            setChosen(messages.at((messages.indexOf(shown) + by) % messages.length)?.id ?? null)
          }
        />
      ) : writes ? (
        <Skeleton className="h-130 w-full" />
      ) : null}
    </div>
  );
}

'use client';
import type { UsedSegment } from '@millrace/services/segments';
import { Button } from '@millrace/ui';
import { useState } from 'react';
import { useFlowActions } from '../../flows/actions/use-flow-actions.ts';
import { useCommands } from '../../shell/index.ts';
import { flowFrom } from '../flow-from.ts';
import { RemoveDialog } from './remove-dialog.tsx';

/** Starts a flow from a segment, and removes it. */
export function SegmentActions({ segment }: { segment: UsedSegment }) {
  const { create } = useFlowActions();
  const [removing, setRemoving] = useState(false);
  const start = () => create.mutate({ name: segment.name, graph: flowFrom(segment) });
  useCommands([
    {
      id: 'flow-from-segment',
      title: `Start a flow from ${segment.name}`,
      group: 'Segments',
      icon: 'flows',
      run: start,
    },
    {
      id: 'remove-segment',
      title: `Remove ${segment.name}`,
      group: 'Segments',
      icon: 'trash',
      run: () => setRemoving(true),
    },
  ]);
  return (
    <>
      <Button icon="flows" busy={create.isPending} onClick={start}>
        Start a flow from this
      </Button>
      <Button icon="trash" onClick={() => setRemoving(true)}>
        Remove
      </Button>
      {removing ? <RemoveDialog segment={segment} onClose={() => setRemoving(false)} /> : null}
    </>
  );
}

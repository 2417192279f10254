'use client';
import { useSearchParams } from 'next/navigation';
import { useEffect, useState } from 'react';
import { FlowEditor } from '../../../features/editor/flow-editor.tsx';
import { memoryActions } from './memory-actions.ts';
import { sampleFlow } from './sample-flow.ts';

/**
 * The editor alone, with a flow and a server in memory. `?flow=ai|classic|empty|many`, `?as=viewer`,
 * `?trouble=offline|conflict|clash|late`, `?state=live|paused|stopped`.
 */
export function EditorBench() {
  const search = useSearchParams();
  const [shown, setShown] = useState<{
    flow: ReturnType<typeof sampleFlow>;
    actions: ReturnType<typeof memoryActions>;
  } | null>(null);
  useEffect(() => {
    const flow = sampleFlow(
      search.get('flow') ?? 'ai',
      search.get('state') ?? 'draft',
      search.get('as') ?? 'owner',
    );
    setShown({ flow, actions: memoryActions(flow, search.get('trouble')) });
  }, [search]);
  if (!shown) return null;
  return (
    <main className="h-dvh">
      <FlowEditor key={search.toString()} flow={shown.flow} actions={shown.actions} />
    </main>
  );
}

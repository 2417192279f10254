'use client';
import type { FlowView } from '@millrace/core/rows';
import { toast } from '@millrace/ui';
import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { pausedSentence } from '../../editor/publish/inside-words.ts';
import { useTRPC } from '../../shell/index.ts';
import { useRefreshFlows } from '../use-refresh.ts';

/** What can be done with a flow outside its canvas. The shell shows errors; a message shown here says what worked. */
export function useFlowActions() {
  const trpc = useTRPC();
  const router = useRouter();
  const refresh = useRefreshFlows();
  const after = <Flow extends { name: string }>(sentence: (flow: Flow) => string) => ({
    onSuccess: (flow: Flow) => {
      refresh();
      toast.done(sentence(flow));
    },
  });
  /** @param panel to open beside the canvas */
  const open = (panel = '') => ({
    onSuccess: (flow: { id: string }) => {
      refresh();
      router.push(`/flows/${flow.id}${panel}`);
    },
  });
  return {
    create: useMutation(trpc.flows.create.mutationOptions(open())),
    // With the list of what to make one's own.
    clone: useMutation(trpc.flows.clone.mutationOptions(open('?panel=adapt'))),
    duplicate: useMutation(
      trpc.flows.duplicate.mutationOptions({
        onSuccess: (flow) => {
          refresh();
          toast.done(`Made ${flow.name}.`, {
            action: { label: 'Open it', onPress: () => router.push(`/flows/${flow.id}`) },
          });
        },
      }),
    ),
    pause: useMutation(
      trpc.flows.pause.mutationOptions(
        after(
          ({ name, graph }: Pick<FlowView, 'name' | 'graph'>) =>
            `${name} is paused. ${pausedSentence(graph.subject)}`,
        ),
      ),
    ),
    resume: useMutation(trpc.flows.resume.mutationOptions(after((flow) => `${flow.name} runs again.`))),
    stop: useMutation(trpc.flows.stop.mutationOptions(after((flow) => `${flow.name} is stopped.`))),
    remove: useMutation(trpc.flows.delete.mutationOptions(after((flow) => `${flow.name} is deleted.`))),
  };
}

'use client';
import { toast } from '@millrace/ui';
import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useTRPC } from '../../shell/index.ts';
import { useRefreshFlows } from '../use-refresh.ts';

/** What can be done with a flow from outside its canvas. Errors are said by the shell; what worked is said here. */
export function useFlowActions() {
  const trpc = useTRPC();
  const router = useRouter();
  const refresh = useRefreshFlows();
  const after = (sentence: (flow: { name: string }) => string) => ({
    onSuccess: (flow: { name: string }) => {
      refresh();
      toast.done(sentence(flow));
    },
  });
  const open = {
    onSuccess: (flow: { id: string; name: string }) => {
      refresh();
      router.push(`/flows/${flow.id}`);
    },
  };
  return {
    create: useMutation(trpc.flows.create.mutationOptions(open)),
    clone: useMutation(trpc.flows.clone.mutationOptions(open)),
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
        after((flow) => `${flow.name} is paused. People stay where they are.`),
      ),
    ),
    resume: useMutation(trpc.flows.resume.mutationOptions(after((flow) => `${flow.name} goes on.`))),
    stop: useMutation(trpc.flows.stop.mutationOptions(after((flow) => `${flow.name} is stopped.`))),
    remove: useMutation(trpc.flows.delete.mutationOptions(after((flow) => `${flow.name} is gone.`))),
  };
}

'use client';
import { toast } from '@millrace/ui';
import { problemOf, useTRPCClient } from '../../shell/index.ts';
import { download } from './download.ts';

/** Downloads the draft of a flow as a file. */
export function useExportFile() {
  const client = useTRPCClient();
  return async (id: string) => {
    try {
      download(await client.flows.file.query({ id }));
    } catch (error) {
      const { sentence, next } = problemOf(error);
      toast.problem('The flow was not exported.', { description: `${sentence} ${next}` });
    }
  };
}

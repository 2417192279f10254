'use client';
import { toast } from '@millrace/ui';
import { problemOf, useTRPCClient } from '../../shell/index.ts';

/** @returns a function that downloads all data of a customer as JSON, by id and name */
export function useExport() {
  const client = useTRPCClient();
  return async (id: string, name: string): Promise<void> => {
    try {
      const kept = await client.customers.export.query({ id });
      const url = URL.createObjectURL(
        new Blob([JSON.stringify(kept, null, 2)], { type: 'application/json' }),
      );
      const link = Object.assign(document.createElement('a'), {
        href: url,
        download: `${name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-')}.json`,
      });
      link.click();
      URL.revokeObjectURL(url);
      toast.done('All their data is in the file.');
    } catch (error) {
      const problem = problemOf(error);
      toast.problem(problem.sentence, { description: problem.next, id: problem.code });
    }
  };
}

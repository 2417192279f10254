import { toast } from '@millrace/ui';

/** Awaits work that can fail. On failure shows a message with the reason and returns null. @param failed title of that message */
export async function attempt<Result>(
  work: Promise<Result>,
  failed: string,
): Promise<{ readonly result: Result } | null> {
  try {
    return { result: await work };
  } catch (error) {
    toast.problem(failed, {
      description: error instanceof Error && error.message ? error.message : 'Try again in a moment.',
    });
    return null;
  }
}

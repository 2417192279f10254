import { toast } from '@millrace/ui';

/** Waits for something that can fail, and says so in words when it does. True when it worked. */
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

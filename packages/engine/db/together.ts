/**
 * Sends statements together on the transaction's connection, so that they take one round trip. Statements written in
 * the call are sent first, in their order; a statement of a function that is called there follows them. Waits for all
 * of them even when one fails, so that nothing is sent after the transaction was abandoned.
 */
export async function together<const Work extends readonly unknown[]>(
  ...work: Work
): Promise<{ -readonly [Index in keyof Work]: Awaited<Work[Index]> }> {
  // A statement is sent when somebody waits for it, which is later than the first one of an async function.
  for (const one of work) if (isStatement(one)) one.execute();
  const results = await Promise.allSettled(work);
  const failed = results.find((result) => result.status === 'rejected');
  if (failed) throw failed.reason;
  return results.map((result) => (result as PromiseFulfilledResult<unknown>).value) as {
    -readonly [Index in keyof Work]: Awaited<Work[Index]>;
  };
}

const isStatement = (one: unknown): one is { execute(): unknown } =>
  typeof one === 'object' && one !== null && 'execute' in one && typeof one.execute === 'function';

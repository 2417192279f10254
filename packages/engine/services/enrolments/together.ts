/**
 * Sends statements that do not need each other in one flight, on the one connection of a transaction. Waits for all of them,
 * also when one fails, so that nothing is sent after the transaction was given up.
 */
export async function together(...writes: readonly PromiseLike<unknown>[]): Promise<void> {
  const results = await Promise.allSettled(writes);
  const failed = results.find((result) => result.status === 'rejected');
  if (failed) throw failed.reason;
}

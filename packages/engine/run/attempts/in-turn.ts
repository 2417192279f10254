import { Turns } from '@millrace/transport';

/** One for each process: a provider that hangs cannot hold more than its share of this process. */
const turns = new Turns();

/** The destination of a request. */
export interface Place {
  readonly workspaceId: string;
  /** Null when no connection is needed. */
  readonly connectionId: string | null;
  /**
   * The address of the request. After the connection's settings change, the new address does not inherit the
   * silence of the old.
   */
  readonly at: string;
}

export const placeOfUrl = (url: string): string => /^https?:\/\/[^/?#]*/i.exec(url)?.[0] ?? '';

/**
 * Runs a request to an outside system when it is this destination's turn.
 * @param most how many requests to it may be open at once
 * @returns null when the destination is not responding and no request was made
 */
export async function inTurn<Said extends { readonly kind: string }>(
  { workspaceId, connectionId, at }: Place,
  most: number,
  speak: () => Promise<Said>,
): Promise<Said | null> {
  const turn = await turns.take(`${workspaceId} ${connectionId ?? 'none'} ${at}`, most);
  if (!turn) return null;
  let answers = true;
  try {
    const said = await speak();
    answers = said.kind !== 'not-sent' && said.kind !== 'no-answer';
    return said;
  } finally {
    turn(answers);
  }
}

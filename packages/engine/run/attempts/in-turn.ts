import { Turns } from '@millrace/transport';

/** Of this process: one provider that hangs holds no more of it than its share, whatever is asked of it. */
const turns = new Turns();

/** Whom something is asked of. */
export interface Place {
  readonly workspaceId: string;
  /** Null where no connection is needed. */
  readonly connectionId: string | null;
  /** Where the request leads: once the settings of a connection were mended, it is not held to the silence of the old place. */
  readonly at: string;
}

export const placeOfUrl = (url: string): string => /^https?:\/\/[^/?#]*/i.exec(url)?.[0] ?? '';

/**
 * Speaks with somebody outside when it is our turn with them.
 * @param most how many may speak with them at once while they are silent
 * @returns null when they are not answering at the moment, and nothing was said
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

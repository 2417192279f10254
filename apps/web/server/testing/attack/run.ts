import type { CallKind } from './calls.ts';
import type { Caller } from './ask.ts';
import { wrongWith } from './judge.ts';
import type { Answered, Sent, Target } from './target.ts';

/** One request, ready to send. */
export interface Asked {
  readonly kind: CallKind;
  readonly caller: Caller;
  /** What is unusual about it. */
  readonly what: string;
  readonly sent: Sent;
}

interface Round {
  readonly asked: readonly Asked[];
  readonly foreign: readonly string[];
}

/** Requests at the same time. */
const LANES = 6;

/**
 * Sends every request and checks its response.
 * @param each checks each response further; returns a fault, or null
 * @returns the faults, one line each, with the request
 */
export async function ask(
  target: Target,
  { asked, foreign }: Round,
  each: (asked: Asked, answered: Answered) => string | null = () => null,
) {
  const faults: string[] = [];
  const waiting = [...asked];
  const lane = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const { kind, caller, what, sent } = next;
      const text = `${decoded(sent.path)} ${typeof sent.body === 'string' ? sent.body : ''}`;
      try {
        const answered = await target.send(sent);
        const wrong = wrongWith(answered, { via: kind.via, foreign, sent: text }) ?? each(next, answered);
        if (wrong)
          faults.push(`${kind.name} by ${caller.name} with ${what}: ${wrong} (${text.slice(0, 200)})`);
      } catch (error) {
        faults.push(
          `${kind.name} by ${caller.name} with ${what}: no answer: ${error instanceof Error ? error.message : 'unknown'}`,
        );
      }
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  return faults;
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

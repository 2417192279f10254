import type { CallKind } from './calls.ts';
import type { Caller } from './ask.ts';
import { wrongWith } from './judge.ts';
import type { Answered, Sent, Target } from './target.ts';

/** One question, ready to be sent. */
export interface Asked {
  readonly kind: CallKind;
  readonly caller: Caller;
  /** What is odd about it. */
  readonly what: string;
  readonly sent: Sent;
}

interface Round {
  readonly asked: readonly Asked[];
  readonly foreign: readonly string[];
}

/** Under way at the same time. */
const LANES = 6;

/**
 * Sends every question and judges its answer.
 * @param each is told each answer, for whoever expects more of it; a sentence of it is a fault
 * @returns faults, one line each, with what was sent
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

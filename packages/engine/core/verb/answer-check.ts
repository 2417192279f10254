import type { z } from 'zod';

/** The name of a verb and the schema of its output. */
export interface Promised {
  readonly name: string;
  readonly output: z.ZodType;
}

let check: ((verb: Promised, answer: unknown) => void) | undefined;

/** Registers a check that runs on every output of every verb in this process. Only tests use it. */
export function onEveryAnswer(look: typeof check): void {
  check = look;
}

export function answered<Answer>(verb: Promised, answer: Answer): Answer {
  check?.(verb, answer);
  return answer;
}

import type { Dialogue } from '../dialogue.ts';
import type { HttpAnswer, HttpRequest } from '../exchange.ts';

/** Runs a dialogue to its end, with an immediate answer to each request. */
export function drive<Result>(
  dialogue: Dialogue<Result>,
  answer: (request: HttpRequest) => HttpAnswer,
): { result: Result; asked: HttpRequest[] } {
  const asked: HttpRequest[] = [];
  let step = dialogue.next();
  while (!step.done) {
    asked.push(step.value);
    if (asked.length > 500) throw new Error('it never ends');
    step = dialogue.next(answer(step.value));
  }
  return { result: step.value, asked };
}

import { isOpen, type HttpAnswer, type HttpAnswered, type HttpRequest } from './exchange.ts';

/**
 * Several requests one after the other, each made from the last answer. It yields requests as data and
 * receives the answers; the caller sends them.
 */
export type Dialogue<Result> = Generator<HttpRequest, Result, HttpAnswer>;

/** Why a dialogue stopped: `not-now` (tried again later), or `refused` until somebody changes something. */
export interface Stopped {
  readonly result: 'not-now' | 'refused';
  readonly reason: string;
  /** Whether the other system does not accept our key. */
  readonly isSignIn: boolean;
}

/** The answer if its status is 2xx, otherwise why the dialogue stops. */
export function answeredOr(answer: HttpAnswer, title: string): HttpAnswered | Stopped {
  if (answer.kind !== 'answered') return { result: 'not-now', reason: answer.reason, isSignIn: false };
  const { status } = answer;
  if (status >= 200 && status < 300) return answer;
  const reason = `${title} answered ${status}.`;
  if (status === 401 || status === 403) return { result: 'refused', reason, isSignIn: true };
  return { result: status === 429 || isOpen(status) ? 'not-now' : 'refused', reason, isSignIn: false };
}

import { isOpen, type HttpAnswer, type HttpAnswered, type HttpRequest } from './exchange.ts';

/**
 * Several requests one after the other, each made of what the last was answered. It stays data: it yields requests and is
 * given answers, and whoever drives it does the calling.
 */
export type Dialogue<Result> = Generator<HttpRequest, Result, HttpAnswer>;

/** What stopped a dialogue: not now (asked again later), or never until somebody changes something. */
export interface Stopped {
  readonly result: 'not-now' | 'refused';
  readonly reason: string;
  /** The other side does not accept our key. */
  readonly isSignIn: boolean;
}

/** The answer when it is a good one, or what stops here. */
export function answeredOr(answer: HttpAnswer, title: string): HttpAnswered | Stopped {
  if (answer.kind !== 'answered') return { result: 'not-now', reason: answer.reason, isSignIn: false };
  const { status } = answer;
  if (status >= 200 && status < 300) return answer;
  const reason = `${title} answered ${status}.`;
  if (status === 401 || status === 403) return { result: 'refused', reason, isSignIn: true };
  return { result: status === 429 || isOpen(status) ? 'not-now' : 'refused', reason, isSignIn: false };
}

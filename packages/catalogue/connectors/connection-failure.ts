import type { Answer } from './exchange.ts';

/** What is wrong with a connection. */
export type FailureKind =
  | 'unreachable'
  | 'encryption'
  | 'sign-in'
  | 'signed-out'
  | 'sender'
  | 'settings'
  | 'turned-away'
  | 'busy'
  | 'no-answer';

export interface FailureWords {
  /** Follows the name of the connection: "Mail server refuses the sign-in". */
  readonly words: string;
  /** What the owner can do about it. */
  readonly next: string;
  /** Whether `probe` can find out that it works again. Otherwise the next message does. */
  readonly canBeProbed: boolean;
  /** Whether it often ends by itself within minutes, so that nobody is notified before. */
  readonly mayPass: boolean;
}

export const FAILURES: Readonly<Record<FailureKind, FailureWords>> = {
  unreachable: {
    words: 'cannot be reached',
    next: 'Check the address and the port, and whether the provider reports an outage.',
    canBeProbed: true,
    mayPass: false,
  },
  encryption: {
    words: 'cannot be reached securely',
    next: 'Its certificate is not accepted. Check the address and the kind of encryption, or tell the provider.',
    canBeProbed: true,
    mayPass: false,
  },
  'sign-in': {
    words: 'refuses the sign-in',
    next: 'The user name, the password or the key is wrong or was changed. Enter them again.',
    canBeProbed: true,
    mayPass: false,
  },
  'signed-out': {
    words: 'needs you to sign in again',
    next: 'The permission was revoked or has expired. Open the connection and sign in again.',
    canBeProbed: false,
    mayPass: false,
  },
  sender: {
    words: 'refuses the sender',
    next: 'Check the sender address or number, and whether the provider has confirmed that it is yours.',
    canBeProbed: false,
    mayPass: false,
  },
  settings: {
    words: 'cannot be used as it is set up',
    next: 'Open the connection and check its settings.',
    canBeProbed: true,
    mayPass: false,
  },
  'turned-away': {
    words: 'refuses connections',
    next: 'The provider accepts no connections from this address now. Ask them why.',
    canBeProbed: true,
    mayPass: false,
  },
  busy: {
    words: 'accepts nothing for now',
    next: 'Messages wait and are tried again. If it lasts, ask the provider, or send fewer at once.',
    canBeProbed: false,
    mayPass: true,
  },
  'no-answer': {
    words: 'does not answer',
    next: 'Check whether the provider reports an outage. Messages in doubt are listed in the message log.',
    canBeProbed: false,
    mayPass: true,
  },
};

/** What an exchange shows about its connection: that it works, what is wrong with it, or nothing. */
export type HealthSign = 'works' | FailureKind | null;

/**
 * What an exchange says about the connection, as opposed to the message: a mailbox that does not exist is not
 * a fault of the mail server.
 */
export function healthSign(
  answer: Answer,
  outcome: { readonly result: string; readonly reason?: string; readonly connectionProblem?: boolean },
): HealthSign {
  switch (answer.kind) {
    case 'accepted':
      return 'works';
    case 'pushed':
      // Each browser names its push service itself: trouble with one says nothing about the others.
      return answer.each.some((one) => healthSign(one.answer, { result: '' }) === 'works') ? 'works' : null;
    case 'caught':
      return null;
    case 'no-answer':
      return 'no-answer';
    case 'not-sent':
      if (answer.cause === 'tls') return 'encryption';
      return answer.cause === 'address-blocked' || answer.cause === 'request-invalid'
        ? 'settings'
        : 'unreachable';
    case 'refused': {
      const { stage, code } = answer;
      if (stage === 'recipient') return code >= 500 ? 'works' : null;
      if (code < 500) return 'busy';
      if (stage === 'greeting') return 'turned-away';
      return stage === 'auth' ? 'sign-in' : stage === 'sender' ? 'sender' : 'works';
    }
    case 'answered':
      if (answer.status === 401 || answer.status === 403) return 'sign-in';
      if (answer.status === 429 || answer.status >= 500) return 'busy';
      return outcome.result === 'retry' && outcome.connectionProblem === true ? 'settings' : 'works';
  }
}

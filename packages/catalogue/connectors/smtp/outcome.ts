import { cutTo } from '@millrace/base';
import { accepted, rejected, retry, unknown, type Outcome } from '../delivery.ts';
import type { Answer, SmtpRefused } from '../exchange.ts';

/**
 * Enhanced codes (RFC 3463) for a mailbox that does not exist: no such user, no such domain, bad address,
 * moved, disabled.
 */
const GONE = new Set(['5.1.0', '5.1.1', '5.1.2', '5.1.3', '5.1.6', '5.1.10', '5.2.1', '5.4.4']);
const GONE_IN_WORDS =
  /\b(user|mailbox|recipient|address|account)\b.{0,40}\b(unknown|not found|does not exist|doesn't exist|invalid|disabled|unavailable)\b|no such (user|mailbox|recipient|address)|unknown (user|mailbox|recipient)/i;

/**
 * The outcome that a mail server's answer means. 4xx: not now; 5xx: never; no answer to the final dot:
 * unknown.
 */
export function smtpOutcome(answer: Answer): Outcome {
  switch (answer.kind) {
    case 'accepted':
      return accepted(/queued as ([\w.-]+)/i.exec(answer.response)?.[1] ?? null);
    case 'refused':
      return refusedOutcome(answer);
    case 'not-sent':
      return retry(answer.reason, null, answer.cause !== 'timeout' && answer.cause !== 'broken');
    case 'no-answer':
      return unknown(answer.reason);
    default:
      return unknown('The answer is not one a mail server gives.');
  }
}

function refusedOutcome(answer: SmtpRefused): Outcome {
  // Text in place of a greeting is not shown: anything may listen there.
  const reason =
    answer.stage === 'greeting'
      ? `The mail server refused the connection (${answer.code}).`
      : `The mail server said ${cutTo(answer.response, 300)}`;
  const settings = answer.stage === 'greeting' || answer.stage === 'auth' || answer.stage === 'sender';
  if (answer.code < 500) return retry(reason);
  // A wrong password or a sender that is not allowed is not the message's fault: it waits until the settings
  // are right.
  if (settings) return retry(reason, null, true);
  return rejected(reason, isGone(answer) ? 'bounced' : null);
}

function isGone(answer: SmtpRefused): boolean {
  if (answer.enhanced !== null) return GONE.has(answer.enhanced);
  return (
    answer.stage === 'recipient' &&
    [550, 551, 553].includes(answer.code) &&
    GONE_IN_WORDS.test(answer.response)
  );
}

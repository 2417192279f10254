import { fail } from '@millrace/base';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { networkOf } from '../client-address.ts';
import { countTry, countTryOrFail, type Limit } from '../auth/limits.ts';

/** Requests with events from one network, in this process: an office full of people, and no more. */
const EVENTS_OF_NETWORK = { points: 240, duration: 10 };
/** Requests with events of one store, in this process. */
const EVENTS_OF_STORE = { points: 2_000, duration: 1 };
/** Forms sent from one network. */
const FORMS_OF_NETWORK: Limit = { name: 'store-form', atOnce: 10, everySeconds: 30 };
/** Browsers of one network that agree to notifications, or leave. */
const BROWSERS_OF_NETWORK: Limit = { name: 'store-browser', atOnce: 20, everySeconds: 15 };
/** Mails to one address by which it is to confirm, whoever asks. */
const MAILS_TO_ADDRESS: Limit = { name: 'store-confirmation', atOnce: 3, everySeconds: 600 };

const ofNetwork = new RateLimiterMemory(EVENTS_OF_NETWORK);
const ofStore = new RateLimiterMemory(EVENTS_OF_STORE);

const visitorOf = (headers: Headers) => networkOf(headers.get('x-forwarded-for') ?? '');

/** Counts a request with events. @throws MillraceError rate-limited */
export async function countEvents(siteKey: string, headers: Headers): Promise<void> {
  try {
    await ofNetwork.consume(`${siteKey}/${visitorOf(headers)}`);
    await ofStore.consume(siteKey);
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal;
    fail('rate-limited', { seconds: Math.max(1, Math.ceil(refusal.msBeforeNext / 1000)) });
  }
}

/** Counts a form that somebody sent. @throws MillraceError rate-limited */
export const countForm = (siteKey: string, headers: Headers): Promise<void> =>
  countTryOrFail(FORMS_OF_NETWORK, siteKey, visitorOf(headers));

/** Counts a browser that agreed or left. @throws MillraceError rate-limited */
export const countBrowser = (siteKey: string, headers: Headers): Promise<void> =>
  countTryOrFail(BROWSERS_OF_NETWORK, siteKey, visitorOf(headers));

/** Counts a mail to an address. @returns false when there were too many, which nobody is told */
export const mayMail = async (siteKey: string, email: string): Promise<boolean> =>
  (await countTry(MAILS_TO_ADDRESS, siteKey, email.toLowerCase())) === 0;

import { MillraceError } from '@millrace/base';
import type { ContentProblem } from '@millrace/channels';
import type { EmailToRender, RenderedEmail } from '../email/render-email.ts';
import { escapeHtml } from '../liquid/marks.ts';
import { measureSms } from '../sms/measure-sms.ts';
import type { RenderedSms, SmsToRender } from '../sms/render-sms.ts';
import type { RenderJob, ResultOf } from './jobs.ts';
import { newMark, putLinks } from './link-marks.ts';
import type { Caller } from './render-pool.ts';
import { renderPool } from './the-pool.ts';

async function done<Job extends RenderJob>(job: Job, caller: Caller): Promise<ResultOf<Job>> {
  const answer = await renderPool().run(job, caller);
  if (!answer.ok) throw new MillraceError(answer.code, answer.details);
  return answer.result as ResultOf<Job>;
}

/**
 * Makes the e-mail one person gets, in a thread of its own.
 * @throws MillraceError content-invalid, rendering-busy, rendering-failed
 */
export async function renderEmailApart({ tracking, ...email }: EmailToRender, caller: Caller): Promise<RenderedEmail> {
  const clickUrl = tracking?.clickUrl;
  const mark = clickUrl ? newMark() : null;
  const rendered = await done({ type: 'email', email, openUrl: tracking?.openUrl, mark }, caller);
  if (!clickUrl || mark === null) return rendered;
  const addresses = rendered.links.map(({ url, index }) => clickUrl(url, index));
  return {
    ...rendered,
    html: putLinks(rendered.html, mark, (index) => escapeHtml(addresses[index] ?? '')),
    text: putLinks(rendered.text, mark, (index) => addresses[index] ?? ''),
  };
}

/**
 * Makes the text message one person gets, in a thread of its own.
 * @throws MillraceError content-invalid, rendering-busy, rendering-failed
 */
export async function renderSmsApart({ shortUrl, ...sms }: SmsToRender, caller: Caller): Promise<RenderedSms> {
  const mark = shortUrl ? newMark() : null;
  const written = await done({ type: 'sms', sms, mark }, caller);
  if (!shortUrl || mark === null) return { ...written, ...measureSms(written.text) };
  const addresses = new Map<number, string>();
  const addressOf = (index: number) => {
    const address = addresses.get(index) ?? shortUrl(written.links[index]?.url ?? '', index);
    addresses.set(index, address);
    return address;
  };
  const text = putLinks(written.text, mark, addressOf);
  return { ...written, text, ...measureSms(text) };
}

/** What is wrong with the content of a message, found in a thread of its own. @throws MillraceError rendering-busy, rendering-failed */
export async function checkContentApart(channel: string, content: unknown, caller: Caller): Promise<readonly ContentProblem[]> {
  return done({ type: 'check', channel, content }, caller);
}

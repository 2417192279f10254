import { fail, MillraceError, type Json } from '@millrace/base';
import { channelById, type ContentProblem } from '@millrace/channels';
import { escapeHtml } from '../liquid/marks.ts';
import type { MessageAddresses } from '../links/link-book.ts';
import { measured } from '../measure-message.ts';
import type { MessageToRender, RenderedMessage, UnmeasuredMessage } from '../render-message.ts';
import type { ContentView } from '../view/content-view.ts';
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
 * Renders a message for one person in a separate thread.
 * @param channelId of the catalogue, because a thread knows no others
 * @throws MillraceError content-invalid, not-found, rendering-busy, rendering-failed
 */
export async function renderApart(
  channelId: string,
  message: MessageToRender,
  { openUrl, addressOf }: MessageAddresses,
  caller: Caller,
): Promise<RenderedMessage> {
  const channel = channelById(channelId) ?? fail('not-found', { what: 'channel' });
  const mark = addressOf ? newMark() : null;
  const written = await done({ type: 'message', channel: channelId, message, openUrl, mark }, caller);
  return measured(channel, addressOf && mark !== null ? addressed(written, mark, addressOf) : written);
}

/** Replaces the thread's marks by the addresses of links, creating each once. */
function addressed(
  written: UnmeasuredMessage,
  mark: string,
  addressOf: NonNullable<MessageAddresses['addressOf']>,
): UnmeasuredMessage {
  const made = new Map<number, string>();
  const address = (index: number) => {
    const known = made.get(index) ?? addressOf(written.links[index]?.url ?? '', index);
    made.set(index, known);
    return known;
  };
  return {
    ...written,
    html: written.html === null ? null : putLinks(written.html, mark, (index) => escapeHtml(address(index))),
    text: putLinks(written.text, mark, address),
    parts: inEveryText(written.parts, (text) => putLinks(text, mark, address)),
  };
}

function inEveryText(value: Json, change: (text: string) => string): Json {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((item: Json) => inEveryText(item, change));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [name, inEveryText(item as Json, change)]),
  );
}

/**
 * Fills in texts that are not a message, such as the parts of a request, in a separate thread.
 * @throws MillraceError content-invalid, rendering-busy, rendering-failed
 */
export async function fillTextsApart(
  texts: Readonly<Record<string, string>>,
  view: ContentView,
  caller: Caller,
): Promise<Readonly<Record<string, string>>> {
  return done({ type: 'texts', texts, view }, caller);
}

/**
 * Checks the content of a message in a separate thread.
 * @returns its problems
 * @throws MillraceError rendering-busy, rendering-failed
 */
export async function checkContentApart(
  channel: string,
  content: unknown,
  caller: Caller,
): Promise<readonly ContentProblem[]> {
  return done({ type: 'check', channel, content }, caller);
}

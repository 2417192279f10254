import { DAY, toPersonal, type Instant } from '@millrace/base';
import { apiHeaders } from '../sending/sender.ts';
import { backoff, verdictOf, type Call } from '../sending/call.ts';
import type { Settings } from '../settings.ts';
import { browserOf } from '../shopify/order.ts';
import { reactionTo, type Offer, type Touch } from '../truth/index.ts';
import { leftCart } from '../journeys/journey.ts';
import { bestLink, PAGE, readOne, readPage, type Letter } from './letter.ts';
import type { Life } from './life.ts';
import { lookAgain } from './shopping.ts';
import type { Action } from './schedule.ts';

const HEARD_FOR = 7 * DAY;
/** A message that is older than this when it is found is only counted; nobody reacts to it. */
const STALE = 3 * DAY;
const SEEN_KEPT = 5_000;

export interface Mailbox {
  /** Fetches new messages and plans what people will do about them. */
  collect(): Promise<void>;
  open(action: Action): Promise<void>;
  click(action: Action): Promise<void>;
  unsubscribe(action: Action): Promise<void>;
}

export function createMailbox(life: Life, settings: () => Settings, call: Call): Mailbox {
  const seen = new Set(life.state.seen);
  let failures = 0;
  let quietUntil = 0;

  async function collect(): Promise<void> {
    for (let more = true; more && Date.now() >= quietUntil;) {
      const now = settings();
      const answer = await call({
        url: `${now.url}/api/v1/messages?status=sent&limit=${PAGE}&after=${encodeURIComponent(life.state.cursor ?? '')}`,
        method: 'GET',
        headers: apiHeaders(now),
      });
      if (verdictOf(answer) !== 'taken') {
        failures += 1;
        quietUntil = Date.now() + backoff(failures + 1, answer.retryAfter) * 1_000;
        return;
      }
      failures = 0;
      const page = readPage(answer.text);
      for (const letter of page.letters)
        if (!seen.has(letter.id)) receive(letter.links ? letter : await inFull(letter));
      const moved = page.cursor !== null && page.cursor !== life.state.cursor;
      if (moved) life.state.cursor = page.cursor;
      more = moved && page.more;
    }
  }

  /** Fetches the whole message when the list left its links out. */
  async function inFull(letter: Letter): Promise<Letter> {
    const now = settings();
    const answer = await call({
      url: `${now.url}/api/v1/messages/${encodeURIComponent(letter.id)}`,
      method: 'GET',
      headers: apiHeaders(now),
    });
    return (verdictOf(answer) === 'taken' ? readOne(answer.text) : null) ?? letter;
  }

  function receive(letter: Letter): void {
    seen.add(letter.id);
    life.state.seen.push(letter.id);
    if (life.state.seen.length > SEEN_KEPT)
      for (const old of life.state.seen.splice(0, SEEN_KEPT / 2)) seen.delete(old);
    const index = life.indexOf(letter.to);
    if (index === undefined) return;
    const memory = life.memory(index);
    const at = toPersonal(letter.sentAt, life.clock);
    memory.heard = memory.heard.filter((instant) => instant > at - HEARD_FOR);
    const heard = memory.heard.length;
    memory.heard.push(at);
    if (at < life.shopNow() - STALE) return;
    react(letter, index, at, heard);
  }

  /** Adds what the person will do about the message to the schedule. `truth/` decides what that is. */
  function react(letter: Letter, index: number, at: Instant, heard: number): void {
    const person = life.person(index);
    const memory = life.memory(index);
    const journey = life.journey(memory.journey ?? undefined);
    const open = journey && journey.state === 'left' ? journey : null;
    const touch: Touch = { at, channel: letter.channel === 'sms' ? 'sms' : 'email', offer: letter.offer };
    const place = open ? open.touches : 0;
    if (open) open.touches += 1;
    const cart = open && open.leftAt !== null ? leftCart(open, person, memory, open.leftAt) : null;
    const reaction = reactionTo(
      life.world.seed,
      open?.token ?? letter.id,
      place,
      life.traits(index),
      person,
      cart,
      touch,
      heard,
    );
    if (reaction.readAt === null) return;
    const base = { message: letter.id, person: index, ...(open ? { journey: open.number } : {}) };
    const links = {
      open: letter.links?.open ?? '',
      click: bestLink(letter) ?? '',
      unsubscribe: letter.links?.unsubscribe ?? '',
    };
    life.plan({
      ...base,
      at: reaction.readAt,
      what: 'read',
      details: { link: links.open, ...offerDetails(letter.offer) },
    });
    if (reaction.clickedAt !== null)
      life.plan({ ...base, at: reaction.clickedAt, what: 'click', details: { link: links.click } });
    if (reaction.clickedAt !== null && open) lookAgain(life, open, reaction.clickedAt + 8_000);
    if (reaction.boughtAt !== null) life.plan({ ...base, at: reaction.boughtAt, what: 'come-back' });
    if (reaction.leftAt !== null)
      life.plan({
        ...base,
        at: reaction.leftAt,
        what: 'unsubscribe',
        details: { link: links.unsubscribe, channel: touch.channel },
      });
    if (reaction.answeredAt !== null) life.plan({ ...base, at: reaction.answeredAt, what: 'answer' });
    // When there is no cart to go back to, a click sometimes starts a new visit.
    if (!open && reaction.clickedAt !== null && life.random('curious', letter.id).chance(0.35))
      life.plan({ at: reaction.clickedAt + 5_000, what: 'visit', person: index });
  }

  const get = async (action: Action): Promise<void> => {
    const link = String(action.details?.['link'] ?? '');
    if (!link.startsWith('http')) return;
    const device = action.person === undefined ? 'desktop' : life.person(action.person).device;
    await call({
      url: link,
      method: 'GET',
      headers: { 'User-Agent': browserOf(device), Accept: 'text/html,image/*' },
    });
  };

  return {
    collect,
    async open(action) {
      life.counts.read += 1;
      const journey = life.journey(action.journey);
      const offer = offerFrom(action);
      if (journey && offer) journey.offers.push({ offer, readAt: action.at });
      await get(action);
    },
    click: get,
    async unsubscribe(action) {
      const link = String(action.details?.['link'] ?? '');
      const person = action.person === undefined ? null : life.person(action.person);
      if (link.startsWith('http') && action.details?.['channel'] !== 'sms') {
        await call({
          url: link,
          method: 'POST',
          headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
          body: 'List-Unsubscribe=One-Click',
        });
      } else if (person) {
        sayStop(life, action);
      }
    },
  };
}

/** Sends STOP to Millrace as the shop's carrier would: this person no longer wants texts. */
function sayStop(life: Life, action: Action): void {
  const person = life.person(action.person!);
  const now = life.now();
  life.news(person.index).stoppedAt ??= now;
  life.event(
    {
      id: `stop-${action.message}`,
      type: 'customer-unsubscribed',
      occurredAt: now,
      customer: { externalId: String(person.customerId), email: person.email },
      properties: { channel: 'sms', source: 'Replied STOP', messageId: action.message },
    },
    `p${person.index}`,
  );
}

const ANSWERS = [
  'Is it still in stock?',
  'Thanks! Will look tonight',
  'who is this',
  'Does it ship before Friday?',
  'Can I get it in green',
  'ok 👍',
  'How long does a bag last for two people?',
];

/** A person replies to a text with a sentence. */
export function answer(life: Life, action: Action): void {
  if (action.person === undefined) return;
  const person = life.person(action.person);
  life.event(
    {
      id: `answer-${action.message}`,
      type: 'text-answered',
      occurredAt: life.now(),
      customer: { externalId: String(person.customerId), email: person.email },
      properties: {
        text: life.random('answer', action.message ?? '').pick(ANSWERS),
        messageId: action.message,
      },
    },
    `p${person.index}`,
  );
}

function offerDetails(offer: Offer): Record<string, string | number> {
  if (offer.kind === 'none') return {};
  return { kind: offer.kind, percent: offer.kind === 'percent' ? offer.percent : 0, code: offer.code ?? '' };
}

function offerFrom({ details }: Action): Offer | null {
  const code = String(details?.['code'] ?? '') || undefined;
  if (details?.['kind'] === 'percent') return { kind: 'percent', percent: Number(details['percent']), code };
  return details?.['kind'] === 'free-shipping' ? { kind: 'free-shipping', code } : null;
}

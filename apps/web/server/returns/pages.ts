import { escapeHtml, formatMoney } from '@millrace/base';
import { inflected, plural } from '@millrace/base/words';
import { LOOKED_AT, OFFER_WORDS, worstOf, type ReturnOffer, type ReturnPolicy } from '@millrace/flow';
import type { ItemsPage, KeptItem, OfferedLine, ReturnRead, ReturnsPage } from '@millrace/run/returns';
import { fieldAttributes, idOf, problemOf, returnsFrame, type FieldProblems } from './frame.ts';

type Draft = Extract<ReturnRead, { is: 'draft' }>;

/** Most characters of what somebody writes about an item. */
export const LONGEST_TEXT = 500;
export const takeField = (name: string): string => `take ${name}`;
export const reasonField = (index: number): string => `reason-${index}`;
export const textField = (index: number): string => `text-${index}`;

interface Sought {
  readonly number: string;
  readonly email: string;
}

/** Asks which order it is about. It is the same whether there is such an order or not. */
export function findPage(
  { store, policy }: ReturnsPage,
  { number, email }: Sought,
  problems: FieldProblems = {},
  isUnknown = false,
): Response {
  const unknown = isUnknown
    ? `<div class="notice" role="alert"><p><strong>We found no order with this number and e-mail address.</strong></p><p>Both are in the e-mail that confirmed your order. The address is the one you ordered with.</p></div>`
    : '';
  return returnsFrame({
    title: 'Return something',
    store,
    step: 1,
    status: isUnknown || Object.keys(problems).length > 0 ? 422 : 200,
    problems,
    body: `<p>You can return things within ${plural(policy.days, 'day')}. ${policy.labelPaidBy === 'store' ? 'We pay for the way back.' : 'You pay for the way back.'}</p>${unknown}
<form method="post"><div class="field"><label for="number">Order number</label><span class="hint" id="number-hint">Such as 1042. It is in the e-mail that confirmed your order.</span><input type="text"${fieldAttributes('number', problems, true)} value="${escapeHtml(number)}" required maxlength="60" autocomplete="off" autocapitalize="characters">${problemOf('number', problems)}</div>
<div class="field"><label for="email">E-mail address of the order</label><input type="email"${fieldAttributes('email', problems)} value="${escapeHtml(email)}" required maxlength="320" autocomplete="email">${problemOf('email', problems)}</div>
<button>Find my order</button></form>`,
  });
}

/** The picture of an item, or the letter its name begins with. */
const picture = ({ image, title }: { readonly image: string | null; readonly title: string }): string =>
  image !== null && /^https?:\/\//i.test(image)
    ? `<img src="${escapeHtml(image)}" alt="" width="64" height="64" loading="lazy">`
    : `<span class="blank" aria-hidden="true">${escapeHtml([...title.trim()][0]?.toUpperCase() ?? '')}</span>`;

const named = ({ title, variant }: { readonly title: string; readonly variant: string | null }): string =>
  variant === null ? title : `${title}, ${variant}`;

/** The items of the order: what can come back, how many, and what cannot, with the reason. */
export function itemsPage(
  page: ItemsPage,
  earlier: readonly { readonly href: string; readonly number: string }[],
  problems: FieldProblems = {},
): Response {
  const { store, order, lines } = page;
  const some = lines.some(({ verdict }) => verdict.answer !== 'refused');
  const before =
    earlier.length === 0
      ? ''
      : `<div class="notice ask"><p>There ${inflected(earlier.length, 'is a return', 'are returns')} of this order already: ${earlier.map(({ href, number }) => `<a href="${escapeHtml(href)}">${escapeHtml(number)}</a>`).join(', ')}</p></div>`;
  const list = lines.map((one) => lineOf(one, page)).join('');
  const none = problems['items'] === undefined ? '' : ` aria-describedby="items-problem"`;
  return returnsFrame({
    title: `What do you want to return from order ${order.number}?`,
    store,
    step: 2,
    problems,
    body: some
      ? `${before}<form method="post"><fieldset${none}><legend>Choose at least one item</legend>${problemOf('items', problems)}<ul class="items">${list}</ul></fieldset><div class="actions"><button>Continue</button></div></form>`
      : `${before}<div class="notice"><p><strong>Nothing of this order can be returned.</strong></p><p>Below is why.${store.contact === '' ? '' : ' If you think this is wrong, write to us.'}</p></div><ul class="items">${list}</ul>`,
  });
}

function lineOf({ line, left, verdict }: OfferedLine, { chosen, order }: ItemsPage): string {
  const can = verdict.answer !== 'refused';
  const name = takeField(line.name);
  const taken = Math.min(left, chosen.get(line.name) ?? 0);
  const id = escapeHtml(idOf(name));
  const price = formatMoney({ amount: line.price, currency: order.currency });
  const words = `<b id="${id}-title">${escapeHtml(named(line))}</b><span>${line.judged.quantity === 1 ? escapeHtml(price) : `${line.judged.quantity} bought, ${escapeHtml(price)} each`}</span><span class="why">${escapeHtml(verdict.sentence)}</span>`;
  const choice = !can
    ? ''
    : left === 1
      ? `<label class="take"><input type="checkbox" id="${id}" name="${escapeHtml(name)}" value="1" aria-describedby="${id}-title"${taken === 1 ? ' checked' : ''}><span>Return this</span></label>`
      : `<div class="field many take"><label for="${id}">How many?</label><select id="${id}" name="${escapeHtml(name)}" aria-describedby="${id}-title">${Array.from({ length: Math.min(left, 99) + 1 }, (_, number) => `<option value="${number}"${number === taken ? ' selected' : ''}>${number === 0 ? 'None' : number}</option>`).join('')}</select></div>`;
  return `<li${can ? '' : ' class="not"'}><div class="item-row">${picture(line)}<div>${words}${choice}</div></div></li>`;
}

/** What was chosen on the page of reasons, also where it does not fit. */
export interface GivenReasons {
  readonly reasons: readonly string[];
  readonly texts: readonly string[];
  readonly wish: string;
}

/** Why each item comes back, and what they would like for it. */
export function reasonsPage(
  { store, policy, row }: Draft,
  given: GivenReasons,
  back: string,
  problems: FieldProblems = {},
): Response {
  const needing = policy.reasons.filter(({ asksText }) => asksText).map(({ label }) => `“${label}”`);
  const items = row.items.map((item, index) => {
    const reason = reasonField(index);
    const text = textField(index);
    const options = policy.reasons
      .map(
        ({ id, label }) =>
          `<option value="${escapeHtml(id)}"${id === given.reasons[index] ? ' selected' : ''}>${escapeHtml(label)}</option>`,
      )
      .join('');
    return `<fieldset class="item"><legend>${escapeHtml(named(item))}${item.quantity > 1 ? ` × ${item.quantity}` : ''}</legend>
<div class="field"><label for="${reason}">Why do you return it?</label><select${fieldAttributes(reason, problems)} required><option value="">Choose a reason</option>${options}</select>${problemOf(reason, problems)}</div>
<div class="field"><label for="${text}">Tell us more</label><span class="hint" id="${text}-hint">${needing.length === 0 ? 'Optional.' : needing.length === policy.reasons.length ? 'In a few words.' : `Needed for ${escapeHtml(needing.join(', '))}. Otherwise optional.`}</span><textarea${fieldAttributes(text, problems, true)} maxlength="${LONGEST_TEXT}">${escapeHtml(given.texts[index] ?? '')}</textarea>${problemOf(text, problems)}</div></fieldset>`;
  });
  return returnsFrame({
    title: 'Why do you return it?',
    store,
    step: 3,
    problems,
    body: `<form method="post">${items.join('')}${wishes(policy, given.wish, problems)}<div class="actions"><button>Continue</button><a href="${escapeHtml(back)}">Change the items</a></div></form>`,
  });
}

function wishes({ offers }: ReturnPolicy, chosen: string, problems: FieldProblems): string {
  if (offers.length === 1)
    return `<input type="hidden" name="wish" value="${offers[0]}"><p>${escapeHtml(OFFER_WORDS[offers[0]!].next)}</p>`;
  const radios = offers
    .map(
      (offer) =>
        `<label><input type="radio" name="wish" value="${offer}" required${offer === chosen ? ' checked' : ''}><span>${escapeHtml(OFFER_WORDS[offer].label)}</span></label>`,
    )
    .join('');
  return `<fieldset class="choices item"${problems['wish'] === undefined ? '' : ' aria-describedby="wish-problem"'}><legend>What would you like for it?</legend>${radios}${problemOf('wish', problems)}</fieldset>`;
}

/** What the policy says, and what happens next, before anything is sent. */
export function checkPage(
  { store, policy, row, judged }: Draft,
  back: { readonly items: string; readonly reasons: string },
): Response {
  const verdict = worstOf(judged.map((one) => one.verdict));
  const list = judged
    .map(
      ({ item, verdict: { answer, sentence } }) =>
        `<li${answer === 'refused' ? ' class="not"' : ''}><div class="item-row">${picture(item)}<div>${itemWords(item)}${answer === 'accepted' || sentence === LOOKED_AT ? '' : `<span class="why">${escapeHtml(sentence)}</span>`}</div></div></li>`,
    )
    .join('');
  const links = `<a href="${escapeHtml(back.reasons)}">Change the reasons</a><a href="${escapeHtml(back.items)}">Change the items</a>`;
  if (verdict?.answer === 'refused')
    return returnsFrame({
      title: 'This cannot be returned as it is',
      store,
      step: 4,
      status: 422,
      body: `<div class="notice" role="alert"><p>Some of it cannot be returned any more. Take it out, then continue.</p></div><ul class="items">${list}</ul><div class="actions">${links}</div>`,
    });
  const byPerson = verdict?.answer === 'person';
  const answer = byPerson
    ? `<div class="notice ask"><p><strong>A person looks at this return first.</strong></p><p>You hear from us by e-mail. Please keep the items until then.</p></div>`
    : `<div class="notice good"><p><strong>This return is within our terms.</strong></p><p>Send it, and it is accepted at once.</p></div>`;
  return returnsFrame({
    title: 'Check your return',
    store,
    step: 4,
    body: `${answer}<h2>You return</h2><ul class="items">${list}</ul><h2>What happens next</h2>${nextSteps(policy, row.wish, byPerson)}<form method="post"><div class="actions"><button>Send the return</button>${links}</div></form>`,
  });
}

function itemWords(item: KeptItem): string {
  return `<b>${escapeHtml(named(item))}${item.quantity > 1 ? ` × ${item.quantity}` : ''}</b><span>${escapeHtml(item.reasonLabel)}</span>${item.text === '' ? '' : `<p class="quote">${escapeHtml(item.text)}</p>`}`;
}

function nextSteps({ labelPaidBy }: ReturnPolicy, wish: ReturnOffer | null, byPerson: boolean): string {
  const label =
    labelPaidBy === 'store'
      ? 'You get a label by e-mail. We pay for it.'
      : 'You get the address by e-mail. You pay for the way back.';
  const steps = [
    ...(byPerson ? ['Somebody from our team decides, and writes to you.'] : []),
    byPerson ? `If it is accepted: ${lowered(label)}` : label,
    'You pack the items and hand in the parcel.',
    `When the parcel is with us: ${lowered(OFFER_WORDS[wish ?? 'refund'].next)}`,
  ];
  return `<ol>${steps.map((step) => `<li>${escapeHtml(step)}</li>`).join('')}</ol>`;
}

const lowered = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

import { escapeHtml } from '@millrace/base';
import { dayOf } from '@millrace/base/words';
import { OFFER_WORDS } from '@millrace/flow';
import type { ReturnRead, ReturnStep } from '@millrace/run/returns';
import { returnsFrame } from './frame.ts';

type Sent = Extract<ReturnRead, { is: 'sent' }>;

/** A return that was asked for: its number, how far it is, and what comes next. */
export function statusPage({
  store,
  policy,
  row,
  orderNumber,
  progress: { step, at, labelUrl, told },
}: Sent): Response {
  const items = row.items
    .map(
      ({ title, variant, quantity, reasonLabel }) =>
        `<li><b>${escapeHtml(variant === null ? title : `${title}, ${variant}`)}${quantity > 1 ? ` × ${quantity}` : ''}</b><br><small>${escapeHtml(reasonLabel)}</small></li>`,
    )
    .join('');
  const shown = stepsOf(row.wish === 'refund' ? 'refunded' : 'exchanged', step);
  const reached = shown.findLastIndex((one) => at[one] !== undefined);
  const list = shown
    .map((one, index) => {
      const when = at[one];
      const isDone = when !== undefined || index < reached;
      const state = one === 'refused' ? 'bad' : isDone ? 'done' : '';
      const day = when === undefined ? '' : `<small>${escapeHtml(dayOf(when, store.zone))}</small>`;
      return `<li class="${state}"${index === reached ? ' aria-current="step"' : ''}><b>${escapeHtml(WORDS[one](row.wish === 'credit'))}</b>${day}${isDone || one === 'refused' ? '' : '<span class="sr">: not yet</span>'}</li>`;
    })
    .join('');
  const label =
    labelUrl !== null && /^https?:\/\//i.test(labelUrl) && step === 'label'
      ? `<p><a class="button" href="${escapeHtml(labelUrl)}" rel="noreferrer">Open your label</a></p>`
      : '';
  return returnsFrame({
    title: HEADINGS[step],
    store,
    body: `<p>Return <strong>${escapeHtml(row.number)}</strong>${orderNumber === null ? '' : ` of order ${escapeHtml(orderNumber)}`}. Keep this page: it shows how far the return is.</p>${sentenceOf(step, row.answer === 'person', policy.labelPaidBy, row.wish, told)}${label}<h2>How far it is</h2><ol class="steps">${list}</ol><h2>What comes back</h2><ul class="items">${items}</ul>`,
  });
}

const stepsOf = (last: 'refunded' | 'exchanged', step: ReturnStep): readonly ReturnStep[] => {
  if (step === 'refused') return ['requested', 'refused'];
  const end = step === 'refunded' || step === 'exchanged' ? step : last;
  return ['requested', 'approved', 'label', 'received', end];
};

const WORDS: Readonly<Record<ReturnStep, (isCredit: boolean) => string>> = {
  requested: () => 'Asked for',
  approved: () => 'Accepted',
  label: () => 'Label sent',
  received: () => 'Parcel is with us',
  refunded: () => 'Refunded',
  exchanged: (isCredit) => (isCredit ? 'Store credit given' : 'Exchange sent'),
  refused: () => 'Not accepted',
};

const HEADINGS: Readonly<Record<ReturnStep, string>> = {
  requested: 'We have got your return',
  approved: 'Your return is accepted',
  label: 'Your label is ready',
  received: 'Your parcel is with us',
  refunded: 'Your return is refunded',
  exchanged: 'Your return is done',
  refused: 'We cannot take this back',
};

function sentenceOf(
  step: ReturnStep,
  byPerson: boolean,
  paidBy: 'store' | 'customer',
  wish: Sent['row']['wish'],
  told: string | null,
): string {
  const label =
    paidBy === 'store'
      ? 'The label comes by e-mail. Pack the items, and hand in the parcel.'
      : 'The address comes by e-mail. Pack the items, and send the parcel.';
  const sentences: Readonly<Record<ReturnStep, string>> = {
    requested: byPerson ? 'A person looks at it, and you hear from us by e-mail.' : label,
    approved: label,
    label: 'Pack the items, put the label on the parcel, and hand it in.',
    received: OFFER_WORDS[wish ?? 'refund'].next,
    refunded: 'How long your bank takes we cannot see. A few working days are usual.',
    exchanged: 'Everything is done on our side.',
    refused: told ?? 'The reason is in the e-mail that we sent you.',
  };
  return `<div class="notice ${step === 'refused' ? '' : byPerson && step === 'requested' ? 'ask' : 'good'}"><p>${escapeHtml(sentences[step])}</p></div>`;
}

import type { FormView } from '@millrace/services/storefront';

export type FormDraft = Pick<FormView, 'kind' | 'name' | 'settings'> & { readonly id: string | null };

/** A form to begin with, in words that work as they are. */
export function newForm(kind: FormView['kind'], taken: readonly string[]): FormDraft {
  const wanted = kind === 'sign-up' ? 'Newsletter' : 'Back in stock';
  return {
    id: null,
    kind,
    name: freeName(wanted, taken),
    settings:
      kind === 'sign-up'
        ? {
            heading: 'Get our news',
            text: 'New products and offers, a few times a month.',
            button: 'Sign up',
            consentWords: 'We write to you by e-mail. You can unsubscribe at any time.',
            thanks: 'Almost done.',
            asksName: false,
            popUp: null,
            mailSubject: 'Please confirm your sign-up',
            mailText: 'You asked for our news. Press the button to confirm that it was you.',
            mailButton: 'Confirm sign-up',
          }
        : {
            heading: 'Sold out for now',
            text: 'We send you one e-mail as soon as it is back.',
            button: 'Tell me when it is back',
            consentWords: 'Also send me news and offers by e-mail. I can unsubscribe at any time.',
            thanks: 'Almost done.',
            asksName: false,
            popUp: null,
            mailSubject: 'Please confirm your back-in-stock alert',
            mailText:
              'You asked to hear when a product is back in stock. Press the button to confirm that it was you.',
            mailButton: 'Confirm alert',
          },
  };
}

function freeName(wanted: string, taken: readonly string[]): string {
  const used = new Set(taken.map((name) => name.toLowerCase()));
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? wanted : `${wanted} ${number}`;
    if (!used.has(name.toLowerCase())) return name;
  }
}

/** The line that shows a form in a page of the shop. */
export const embedCode = ({ id, kind }: Pick<FormView, 'id' | 'kind'>): string =>
  kind === 'sign-up'
    ? `<div data-millrace-form="${id}"></div>`
    : `<button data-millrace-form="${id}">Tell me when it is back</button>`;

/** The page of a form, for shops without the line and visitors without scripts. */
export const formAddress = (script: string, { id }: Pick<FormView, 'id'>): string =>
  `${script.replace(/\.js$/, '')}/forms/${id}`;

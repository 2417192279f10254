import { productOf } from '../script/read-page.ts';
import { openDialog } from './dialog.ts';
import { drawForm, inColour, type Sending } from './draw-form.ts';
import { watchFor } from './pop-ups.ts';
import type { StoreForms } from './settings.ts';

/** Replaced by the server with the forms of the store. */
declare const __MILLRACE_SETTINGS__: StoreForms;

interface Here {
  readonly base: string;
  readonly visitor: string | null;
}
const view = window as Window & { millrace?: { here?: () => Here } };

/** Where forms of this page send; a waitlist is about the product of the page, unless its element names another. */
function sendingOf(here: () => Here, { colour, onColour }: StoreForms, place?: HTMLElement): Sending {
  const shown = productOf(document, window);
  return {
    colour,
    onColour,
    base: here().base,
    visitor: () => here().visitor,
    product: place?.dataset['product'] ?? shown?.productId ?? null,
    variant: place?.dataset['variant'] ?? shown?.variantId ?? null,
  };
}

function start(here: () => Here, store: StoreForms): void {
  const { forms } = store;
  for (const place of document.querySelectorAll<HTMLElement>('[data-millrace-form]')) {
    const form = forms.find(({ id }) => id === place.dataset['millraceForm']);
    if (!form) console.warn('millrace: there is no such form, or it is switched off.', place);
    else if (/^(a|button)$/i.test(place.tagName))
      place.addEventListener('click', (event) => {
        event.preventDefault();
        openDialog(form, sendingOf(here, store, place));
      });
    else if (!place.shadowRoot) {
      const sending = sendingOf(here, store, place);
      inColour(place, sending);
      drawForm(place.attachShadow({ mode: 'open' }), form, sending);
    }
  }
  for (const form of forms)
    // Nobody is asked twice on one page.
    if (form.popUp && !document.querySelector(`div[data-millrace-form="${form.id}"]`))
      watchFor(form, form.popUp, () => {
        // Not over a cookie banner, and not before it may be remembered that it was shown.
        if (here().visitor === null) return false;
        const sending = sendingOf(here, store);
        // There is no waitlist for a page without a product.
        return !(form.kind === 'waitlist' && sending.product === null) && openDialog(form, sending);
      });
}

const { here } = view.millrace ?? {};
if (here) start(here, __MILLRACE_SETTINGS__);

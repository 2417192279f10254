import { escapeHtml } from '@millrace/base';
import type { Confirmation, KnownForm } from '@millrace/run/storefront';
import { letterPage } from '../links/letter-page.ts';

const STYLE = `<style>form p{margin:0 0 16px}label.text{display:block;min-height:0;margin-bottom:4px;color:var(--ink);font-weight:600}
input[type=text],input[type=email]{width:100%;height:44px;padding:0 12px;font:inherit;color:inherit;background:var(--back);border:1px solid var(--soft);border-radius:8px;margin:0 0 16px}
.away{position:absolute;left:-9999px}a.button{display:inline-flex;align-items:center;min-height:44px;padding:0 20px;border-radius:8px;background:var(--act);color:var(--on-act);font-weight:600;text-decoration:none}</style>`;

/** These pages send forms to themselves, and say from where. */
function withForms(page: Response): Response {
  page.headers.set(
    'Content-Security-Policy',
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
  );
  page.headers.set('Referrer-Policy', 'same-origin');
  return page;
}

/** A form as a page of its own, which needs no script. @param problem what to correct */
export function formPage(
  { kind, settings }: KnownForm,
  asked: {
    readonly product: string;
    readonly variant: string;
    readonly email: string;
    readonly page: string;
  },
  problem: string | null = null,
): Response {
  const hidden = (['product', 'variant', 'page'] as const)
    .map((name) => `<input type="hidden" name="${name}" value="${escapeHtml(asked[name])}">`)
    .join('');
  const news =
    kind === 'waitlist'
      ? `<label><input type="checkbox" name="news" value="yes"><span>${escapeHtml(settings.consentWords)}</span></label>`
      : `<p><small>${escapeHtml(settings.consentWords)}</small></p>`;
  return withForms(
    letterPage({
      title: settings.heading,
      status: problem === null ? 200 : 422,
      body: `${STYLE}<h1>${escapeHtml(settings.heading)}</h1><p>${escapeHtml(settings.text)}</p>
${problem === null ? '' : `<p role="alert" id="problem"><strong>${escapeHtml(problem)}</strong></p>`}
<form method="post">${settings.asksName ? '<label class="text" for="name">First name</label><input type="text" id="name" name="firstName" autocomplete="given-name" maxlength="120">' : ''}
<label class="text" for="email">E-mail</label><input type="email" id="email" name="email" required autocomplete="email" value="${escapeHtml(asked.email)}"${problem === null ? '' : ' aria-invalid="true" aria-describedby="problem"'}>
<div class="away" aria-hidden="true"><label>Leave this empty<input type="text" name="company" tabindex="-1" autocomplete="off"></label></div>
${hidden}${news}<button>${escapeHtml(settings.button)}</button></form>`,
    }),
  );
}

/** After a form was sent: the next step is in their mailbox. */
export const sentPage = ({ settings }: KnownForm): Response =>
  letterPage({
    title: settings.thanks,
    body: `<h1>${escapeHtml(settings.thanks)}</h1><p role="status">We have sent you an e-mail. Open its link to confirm.</p>`,
  });

/** The page of the link in the mail. Mail programs open links by themselves, so it takes a press of a button. */
export const confirmPage = ({ settings, store, isConfirmed }: Confirmation): Response =>
  isConfirmed
    ? confirmedPage(settings.thanks, store, null)
    : withForms(
        letterPage({
          title: settings.heading,
          body: `<h1>${escapeHtml(settings.heading)}</h1><p>One press, and ${escapeHtml(store)} knows that it was you.</p>
<form method="post"><button>${escapeHtml(settings.mailButton)}</button></form>`,
        }),
      );

/** After they confirmed. @param page the page of the store from which they came */
export const confirmedPage = (thanks: string, store: string, page: string | null): Response =>
  letterPage({
    title: thanks,
    body: `${STYLE}<h1>${escapeHtml(thanks)}</h1><p role="status">It is confirmed.</p>${page === null ? '' : `<a class="button" href="${escapeHtml(page)}">Back to ${escapeHtml(store)}</a>`}`,
  });

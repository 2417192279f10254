import { escapeHtml } from '@millrace/base';
import { capital, inflected, plural, verb } from '@millrace/base/words';
import { readableOn } from '@millrace/content';
import type { StoreLook } from '@millrace/run/returns';
import { letterPage } from '../links/letter-page.ts';

const styleOf = (
  colour: string,
) => `<style>:root{--act:${colour};--on-act:${readableOn(colour)};--bad:#a3271b;--good:#1f6b45;--mark:${colour}}
@media (prefers-color-scheme:dark){:root{--bad:#ff9d8f;--good:#7fd3a5;--mark:color-mix(in oklab,${colour} 50%,white)}}
body{place-items:start center;padding:24px 16px}main{max-width:36rem;padding:24px}@media (min-width:600px){body{padding:48px 24px}main{padding:40px}}
:focus-visible{outline-color:var(--ink)}h2{margin:28px 0 8px;font-size:17px}h1{margin-bottom:14px}.sr{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.store{display:block;margin:0 0 20px;font-weight:700;color:var(--ink)}.store img{display:block;max-height:40px;max-width:200px}
.at{margin:0 0 4px;font-size:14px}.field{margin:0 0 20px}.field>label,legend{display:block;min-height:0;padding:0;margin-bottom:4px;font-weight:600;color:var(--ink)}
.hint{display:block;margin:0 0 6px;font-size:14px;color:var(--soft)}.problem{display:block;margin:6px 0 0;font-size:14px;font-weight:600;color:var(--bad)}
.notice{margin:0 0 20px;padding:12px 14px;border:1px solid var(--bad);border-radius:8px;color:var(--ink)}.notice.ask{border-color:var(--line);border-left:4px solid var(--mark)}.notice.good{border-color:var(--line);border-left:4px solid var(--good)}.notice p{margin:0}.notice strong{color:var(--ink)}.notice p+p{margin-top:6px}
input[type=text],input[type=email],select,textarea{width:100%;min-height:44px;padding:10px 12px;font:inherit;color:inherit;background:var(--back);border:1px solid var(--soft);border-radius:8px}
select{appearance:auto}textarea{min-height:84px;resize:vertical}[aria-invalid=true]{border-color:var(--bad);border-width:2px}
ul.items{list-style:none;margin:0 0 24px;padding:0}ul.items>li,fieldset.item{padding:16px 0;border-top:1px solid var(--line)}ul.items>li:first-child{border-top:0}
.item-row{display:flex;gap:14px;align-items:flex-start}.item-row>img,.item-row>.blank{flex:none;width:64px;height:64px;border-radius:8px;object-fit:cover;background:var(--back);border:1px solid var(--line)}.item-row>.blank{display:grid;place-items:center;font-size:22px;font-weight:600;color:var(--soft)}
.item-row>div{flex:1;min-width:0}.item-row b{display:block;overflow-wrap:anywhere;color:var(--ink)}.item-row span{font-size:14px;color:var(--soft)}.item-row .why{display:block;margin-top:4px}
li.not .item-row>img{opacity:.55}label.take{min-height:44px;margin-top:4px;font-weight:600}.take select{width:auto;min-width:5.5rem}
.field.many{display:flex;gap:12px;align-items:center;margin:8px 0 0}.field.many label{margin:0}.field.many select{width:auto}
.choices label{border:1px solid var(--line);border-radius:8px;padding:8px 14px;margin-bottom:8px;cursor:pointer}.choices label:has(:checked){border-color:var(--ink)}.choices label:has(:focus-visible){outline:2px solid var(--ink);outline-offset:2px}
.actions{display:flex;flex-wrap:wrap;gap:12px 20px;align-items:center;margin-top:28px}.actions a,a.plain{display:inline-flex;align-items:center;min-height:44px}
a.button{display:inline-flex;align-items:center;min-height:44px;padding:0 20px;border-radius:8px;background:var(--act);color:var(--on-act);font-weight:600;text-decoration:none}
ol.steps{list-style:none;margin:0 0 24px;padding:0}ol.steps li{position:relative;padding:0 0 18px 34px;color:var(--soft)}ol.steps li::before{content:"";position:absolute;left:4px;top:4px;width:14px;height:14px;border:2px solid var(--soft);border-radius:50%;background:var(--card)}
ol.steps li:not(:last-child)::after{content:"";position:absolute;left:12px;top:22px;bottom:-2px;width:2px;background:var(--line)}ol.steps li.done::before{background:var(--mark);border-color:var(--mark);box-shadow:inset 0 0 0 3px var(--card)}ol.steps li.done{color:var(--ink)}ol.steps li.bad::before{border-color:var(--bad);background:var(--bad)}ol.steps b{display:block}ol.steps small{display:block}
.foot{margin:28px 0 0;padding-top:16px;border-top:1px solid var(--line);font-size:14px;color:var(--soft)}.foot a{display:inline-block;padding:2px 0}.quote{margin:6px 0 0;padding-left:12px;border-left:2px solid var(--line);white-space:pre-line;overflow-wrap:anywhere;font-size:14px;color:var(--soft)}</style>`;

const HEADERS = {
  // Pictures of goods come from the store. Nothing else does, and no script runs.
  'Content-Security-Policy':
    "default-src 'none'; style-src 'unsafe-inline'; img-src https: http: data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
  'Referrer-Policy': 'same-origin',
};

/** What was filled in and did not fit, by the name of the field. */
export type FieldProblems = Readonly<Record<string, string>>;

interface Frame {
  readonly title: string;
  readonly store: StoreLook;
  readonly body: string;
  readonly status?: number;
  /** Which of the four steps this is; none for other pages. */
  readonly step?: 1 | 2 | 3 | 4;
  readonly problems?: FieldProblems;
}

/** A page about returns in the look of the store. */
export function returnsFrame({ title, store, body, status = 200, step, problems = {} }: Frame): Response {
  const { name, url, logoUrl, colour, contact } = store;
  const sign =
    logoUrl === null ? escapeHtml(name) : `<img src="${escapeHtml(logoUrl)}" alt="${escapeHtml(name)}">`;
  const wrong = Object.keys(problems).length;
  const notice =
    wrong === 0
      ? ''
      : `<div class="notice" role="alert"><p>${`${plural(wrong, 'answer')} ${verb(wrong, 'is')} missing or wrong. ${capital(inflected(wrong, 'it is', 'they are'))} marked below.`}</p></div>`;
  const questions =
    contact === ''
      ? ''
      : `Questions? Write to <a href="mailto:${escapeHtml(contact)}">${escapeHtml(contact)}</a>. `;
  const shop = url === '' ? '' : `<a href="${escapeHtml(url)}">To ${escapeHtml(name)}</a>`;
  const page = letterPage({
    title: `${wrong > 0 ? 'Please check: ' : ''}${title} · ${name}`,
    status,
    body: `${styleOf(colour)}<span class="store">${sign}</span>${step === undefined ? '' : `<p class="at">Step ${step} of 4</p>`}<h1>${escapeHtml(title)}</h1>${notice}${body}${questions === '' && shop === '' ? '' : `<p class="foot">${questions}${shop}</p>`}`,
  });
  for (const [header, value] of Object.entries(HEADERS)) page.headers.set(header, value);
  return page;
}

/** The id of a field, and what ties its problem and its hint to it. */
export function fieldAttributes(name: string, problems: FieldProblems, hint = false): string {
  const id = escapeHtml(idOf(name));
  const described = [hint ? `${id}-hint` : '', problems[name] === undefined ? '' : `${id}-problem`].filter(
    Boolean,
  );
  return ` id="${id}" name="${escapeHtml(name)}"${problems[name] === undefined ? '' : ' aria-invalid="true"'}${described.length === 0 ? '' : ` aria-describedby="${described.join(' ')}"`}`;
}

/** Ids have no spaces, which separate them. */
export const idOf = (name: string): string => name.replaceAll(/[^\w-]/g, '_');

export const problemOf = (name: string, problems: FieldProblems): string =>
  problems[name] === undefined
    ? ''
    : `<span class="problem" id="${escapeHtml(idOf(name))}-problem">${escapeHtml(problems[name])}</span>`;

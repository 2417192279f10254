import { escapeHtml } from '@millrace/base';
import { spokenAnswer, type AskedSurvey } from '@millrace/channels';
import { readableOn } from '@millrace/content';
import { LONGEST_COMMENT, type SurveyPage } from '@millrace/run/visits';
import { letterPage } from './letter-page.ts';

/** The look of the store: its colour for what can be pressed, and its logo or name. */
const styleOf = (colour: string) => `<style>:root{--act:${colour};--on-act:${readableOn(colour)}}
:focus-visible{outline-color:var(--ink)}
.store{display:block;margin:0 0 20px;font-weight:700;color:var(--ink)}.store img{display:block;max-height:40px;max-width:200px}
fieldset.answers div{display:flex;flex-wrap:wrap;gap:6px}fieldset.answers.named div{flex-direction:column}
label.answer{position:relative;display:flex;justify-content:center;align-items:center;min-width:44px;min-height:44px;padding:4px 8px;border:1px solid var(--soft);border-radius:8px;cursor:pointer;font-weight:600}
label.answer:has(:checked){background:var(--act);color:var(--on-act);border-color:var(--act)}
label.answer:has(:focus-visible){outline:2px solid var(--ink);outline-offset:2px}
label.answer input{position:absolute;inset:0;width:100%;height:100%;margin:0;opacity:0;cursor:pointer}
label.words{display:block;min-height:0;padding:0;margin-bottom:4px;font-weight:600}
textarea{width:100%;min-height:96px;padding:10px 12px;font:inherit;color:inherit;background:var(--back);border:1px solid var(--soft);border-radius:8px;margin:0 0 20px;resize:vertical}
.ends{display:flex;justify-content:space-between;gap:12px;margin:8px 0 0;font-size:14px;color:var(--soft)}[hidden]{display:none}</style>`;

const storeOf = ({ store, logoUrl }: SurveyPage) =>
  `<span class="store">${logoUrl === null ? escapeHtml(store) : `<img src="${escapeHtml(logoUrl)}" alt="${escapeHtml(store)}">`}</span>`;

function answers({ scale, answers: list, low, high }: AskedSurvey, chosen: string, legend: string): string {
  const boxes = list
    .map((answer) => {
      const spoken = spokenAnswer(scale, answer);
      const shown = scale === 'stars' ? `${answer.value} ★` : answer.label;
      const label = spoken === shown ? '' : ` aria-label="${escapeHtml(spoken)}"`;
      return `<label class="answer"><input type="radio" name="answer" value="${escapeHtml(answer.value)}" required${label}${answer.value === chosen ? ' checked' : ''}><span>${escapeHtml(shown)}</span></label>`;
    })
    .join('');
  const ends =
    scale === 'score' && (low !== '' || high !== '')
      ? `<p class="ends"><span>${low === '' ? '' : `0: ${escapeHtml(low)}`}</span><span>${high === '' ? '' : `10: ${escapeHtml(high)}`}</span></p>`
      : '';
  return `<fieldset class="answers ${scale}"><legend>${escapeHtml(legend)}</legend><div>${boxes}</div>${ends}</fieldset>`;
}

/** Sends the answer of the link, which a person pressed; not again for who goes back. Without a script there is the button. */
const SEND = `if(performance.getEntriesByType('navigation')[0]?.type!=='back_forward'){const form=document.querySelector('form'),by=document.createElement('input');by.type='hidden';by.name='by';by.value='script';form.append(by);document.getElementById('state').textContent='Sending your answer.';form.submit()}`;

/**
 * The page of a link in the mail. It sends the answer at once by a script, because programs open links too, and
 * only what is posted counts.
 * @param nonce of the policy of this page (`proxy.ts`)
 */
export function askPage(page: SurveyPage, nonce: string): Response {
  const { survey, chosen, colour, language } = page;
  return letterPage({
    title: survey.question,
    body: `${styleOf(colour)}${storeOf(page)}<h1 lang="${escapeHtml(language)}">${escapeHtml(survey.question)}</h1><p id="state" role="status">Press the button to send your answer.</p>
<form method="post">${answers(survey, chosen, 'Your answer')}<button>Send answer</button></form><script nonce="${escapeHtml(nonce)}">${SEND}</script>`,
  });
}

/** After an answer: thanks, and the same form to change it or to add a comment. */
export function answeredPage(
  page: SurveyPage,
  given: { readonly value: string; readonly comment: string },
  saved: boolean,
): Response {
  const { survey, colour, language } = page;
  const chosen = survey.answers.find(({ value }) => value === given.value);
  const thanks = survey.thanks || 'Thank you';
  const what = `You answered “${escapeHtml(survey.question)}” with <strong>${escapeHtml(chosen ? spokenAnswer(survey.scale, chosen) : given.value)}</strong>.`;
  const comment = survey.comment
    ? `<label class="words" for="comment">Would you like to tell us more? (optional)</label><textarea id="comment" name="comment" maxlength="${LONGEST_COMMENT}">${escapeHtml(given.comment)}</textarea>`
    : '<input type="hidden" name="comment" value="">';
  return letterPage({
    title: thanks,
    body: `${styleOf(colour)}${storeOf(page)}<h1 lang="${survey.thanks ? escapeHtml(language) : 'en'}">${escapeHtml(thanks)}</h1><p role="status">${saved ? 'Saved. ' : ''}${what}</p>
<form method="post">${answers(survey, given.value, 'Change your answer')}${comment}<button>Save</button></form>`,
  });
}

/** The page of a question in a test. */
export const testPage = (): Response =>
  letterPage({
    title: 'This was a test',
    body: '<h1>This was a test</h1><p>In a real e-mail this press answers the question. Nothing was recorded.</p>',
  });

import { spokenAnswer, type AskedSurvey } from '@millrace/channels';
import { escapeHtml } from '../liquid/marks.ts';
import { endOf, startOf } from './direction.ts';
import type { Theme } from './theme.ts';

/** A question with its answers as links. @param hrefs final, escaped address of each answer */
export function surveyBox(survey: AskedSurvey, hrefs: readonly string[], theme: Theme): string {
  const question = `<div dir="auto" class="ink" style="padding:0 0 14px;font-size:18px;line-height:26px;font-weight:700;color:${theme.ink}">${escapeHtml(survey.question)}</div>`;
  const answers = survey.answers
    .map((answer, at) => {
      const spoken = escapeHtml(spokenAnswer(survey.scale, answer));
      return `<a href="${hrefs[at] ?? '#'}" target="_blank" aria-label="${spoken}" title="${spoken}" class="${survey.scale === 'stars' ? 'star' : 'answer'}" style="${styleOf(survey, theme)}">${survey.scale === 'stars' ? '&#9733;' : escapeHtml(answer.label)}</a>`;
    })
    .join(survey.scale === 'named' ? '' : ' ');
  return `<tr><td align="center" style="text-align:center">${question}<div style="line-height:0;text-align:center">${answers}</div>${ends(survey, theme)}</td></tr>`;
}

/** Large enough to press with a thumb. */
function styleOf({ scale }: AskedSurvey, theme: Theme): string {
  if (scale === 'stars')
    return `display:inline-block;width:48px;height:48px;margin:0 3px;font-size:38px;line-height:48px;text-align:center;text-decoration:none;color:${theme.link}`;
  const common = `border:1px solid ${theme.link};border-radius:${theme.smallRadius}px;background:${theme.tint};color:${theme.ink};font-weight:600;text-align:center;text-decoration:none`;
  return scale === 'score'
    ? `display:inline-block;width:38px;height:42px;margin:0 1px 6px;font-size:16px;line-height:42px;${common}`
    : `display:block;margin:0 auto 8px;padding:11px 16px;max-width:340px;font-size:16px;line-height:24px;${common}`;
}

/** Words below the lowest and the highest score. */
function ends({ scale, low, high }: AskedSurvey, theme: Theme): string {
  if (scale !== 'score' || (low === '' && high === '')) return '';
  const cell = (side: string, words: string, more: string) =>
    `<td dir="auto" align="${side}" class="soft" style="padding:4px 0 0;text-align:${side};font-size:13px;line-height:20px;color:${theme.soft}">${words === '' ? '' : escapeHtml(`${more}${words}`)}</td>`;
  return `<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="width:100%"><tr>${cell(startOf(theme.direction), low, '0: ')}${cell(endOf(theme.direction), high, '10: ')}</tr></table>`;
}

/** The same as plain text. */
export const plainSurvey = (survey: AskedSurvey, addresses: readonly string[]): string =>
  [survey.question, ...survey.answers.map(({ label }, at) => `${label}: ${addresses[at] ?? ''}`)].join('\n');

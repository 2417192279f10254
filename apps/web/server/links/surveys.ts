import { readSurvey, takeAnswer } from '@millrace/run/visits';
import { contextOfVisitor, world } from '../world.ts';
import { lostPage } from './letter-page.ts';
import { answeredPage, askPage, testPage } from './survey-page.ts';
import { formOf, visit } from './visits.ts';

/** In the address of the page that is shown after an answer. */
const AFTER = 'answered';
/** The token of links in tests and previews. */
const TEST = 'test';

const secret = () => world().configuration.secret;

/** Shows a question. A GET answers nothing, since mail programs follow links ahead of people. */
export const surveyVisit = (request: Request) =>
  visit(request, '/a', async (token) => {
    if (token === TEST) return testPage();
    const page = await readSurvey(contextOfVisitor, token, secret());
    if (!page) return lostPage();
    const after = new URL(request.url).searchParams.get(AFTER);
    return after !== null && page.given
      ? answeredPage(page, page.given, after === 'saved')
      : askPage(page, request.headers.get('x-nonce') ?? '');
  });

/** Takes an answer, then shows it on a page that can be opened again without answering again. */
export const surveyPost = (request: Request) =>
  visit(request, '/a', async (token) => {
    if (token === TEST) return testPage();
    const form = await formOf(request);
    const comment = form.get('comment');
    const isTaken = await takeAnswer(contextOfVisitor, token, secret(), {
      value: form.get('answer') ?? '',
      by: form.get('by') === 'script' ? 'script' : 'button',
      comment,
    });
    if (!isTaken) return lostPage();
    return new Response(null, {
      status: 303,
      headers: {
        Location: `/a/${token}?${AFTER}${comment === null ? '' : '=saved'}`,
        'Cache-Control': 'no-store, private',
      },
    });
  });

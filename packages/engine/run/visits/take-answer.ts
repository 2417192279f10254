import { MINUTE, type Instant } from '@millrace/base';
import type { AskedSurvey } from '@millrace/channels';
import { lockCustomer } from '@millrace/core/rows';
import { storeSettings } from '@millrace/core/store';
import type { Context } from '@millrace/core/verb';
import type { Tx } from '@millrace/db';
import { VISIT_PATIENCE } from '@millrace/measure';
import { readLinkToken } from '../sending/message-links.ts';
import { brandOf } from '../sending/render-message.ts';
import { choiceOf, surveyOf, type AnswerRow, type Press } from './survey-row.ts';
import { tracked, type Tracked } from './tracked.ts';
import { lookAgain } from './visits.ts';

/** How long an answer waits for a comment or a change, in milliseconds, before it becomes an event. */
export const ANSWER_PATIENCE = 2 * MINUTE;
export const LONGEST_COMMENT = 2_000;
/** Most answers to store before they are judged. A person changes their mind less often. */
const MOST_PRESSES = 60;

/** What the page of a question shows. */
export interface SurveyPage {
  readonly survey: AskedSurvey;
  /** The answer of the link that was followed. */
  readonly chosen: string;
  /** What was answered before, with its comment; null if nothing was. */
  readonly given: { readonly value: string; readonly comment: string } | null;
  readonly store: string;
  readonly colour: string;
  readonly logoUrl: string | null;
  readonly language: string;
}

/** @returns null when the link is not ours, or its message is gone */
export const readSurvey = (
  contextOf: (workspaceId: string) => Context,
  token: string,
  secret: Buffer,
): Promise<SurveyPage | null> =>
  atSurvey(contextOf, token, secret, async (tx, context, { survey, chosen, message }) => {
    const [row] = await tx<AnswerRow[]>`select * from survey_answers
      where message_id = ${message.id} and block = ${survey.block}`;
    const brand = brandOf(await storeSettings(tx, context.workspaceId));
    return {
      survey,
      chosen,
      given: row ? givenIn(row) : null,
      store: brand.name,
      colour: brand.colour,
      logoUrl: brand.logoUrl,
      language: brand.language,
    };
  });

/** What the person last said, judged or not. */
function givenIn({ presses, value, comment }: AnswerRow): SurveyPage['given'] {
  const last = presses.at(-1);
  const said = presses.findLast((press) => press.comment !== null)?.comment ?? comment;
  const shown = last?.value ?? value;
  return shown === null ? null : { value: shown, comment: said };
}

/**
 * Stores an answer. It becomes an event when it was judged (`settle-answers.ts`); a later one replaces it.
 * @returns false when the link is not ours, or its message is gone
 * @throws MillraceError input-invalid when the question has no such answer
 */
export async function takeAnswer(
  contextOf: (workspaceId: string) => Context,
  token: string,
  secret: Buffer,
  press: Omit<Press, 'at'>,
): Promise<boolean> {
  const taken = await atSurvey(contextOf, token, secret, async (tx, context, { survey, message }) => {
    choiceOf(survey, press.value);
    // Locks the person first, in the same order as the code that judges.
    await lockCustomer(tx, message.customer_id);
    const at = context.now();
    await keep(tx, context.workspaceId, message, survey, { ...press, at });
    return true;
  });
  return taken === true;
}

async function keep(tx: Tx, workspaceId: string, message: Tracked, survey: AskedSurvey, press: Press) {
  const comment = press.comment?.slice(0, LONGEST_COMMENT) ?? null;
  const due: Instant = press.at + (comment === null ? ANSWER_PATIENCE : VISIT_PATIENCE);
  await tx`insert into survey_answers as a (message_id, block, workspace_id, enrolled_at, customer_id, flow_id,
      node, survey, presses, due_at)
    values (${message.id}, ${survey.block}, ${workspaceId}, ${message.enrolled_at}, ${message.customer_id},
      ${message.flow_id}, ${message.node}, ${tx.json(survey as never)},
      ${tx.json([{ ...press, comment }] as never)}, ${due})
    on conflict (message_id, block) do update set due_at = excluded.due_at,
      presses = case when jsonb_array_length(a.presses) < ${MOST_PRESSES} then a.presses || excluded.presses
        else a.presses end`;
  await lookAgain(tx, workspaceId, message, due);
}

interface AtSurvey {
  readonly survey: AskedSurvey;
  readonly chosen: string;
  readonly message: Tracked;
}

async function atSurvey<Result>(
  contextOf: (workspaceId: string) => Context,
  token: string,
  secret: Buffer,
  run: (tx: Tx, context: Context, at: AtSurvey) => Promise<Result>,
): Promise<Result | null> {
  const reference = readLinkToken({ secret }, 'answer', token);
  if (!reference) return null;
  const context = contextOf(reference.workspaceId);
  return context.db.inWorkspace(reference.workspaceId, async (tx) => {
    const message = await tracked(tx, reference);
    const found = message && surveyOf(message.links, reference.link);
    return found ? run(tx, context, { survey: found.survey, chosen: found.answer.value, message }) : null;
  });
}

import { DAY, emailAddressSchema, fail, MINUTE } from '@millrace/base';
import { channelTo } from '@millrace/channels';
import type { Context } from '@millrace/core/verb';
import { newId } from '@millrace/db';
import { z } from 'zod';
import { normaliseEmail } from '../parsing/identities.ts';
import { suppressionOf } from '../sending/suppress.ts';
import { isOfStore } from './browser-events.ts';
import { liveForm } from './known-forms.ts';
import type { KnownStorefront } from './known-storefront.ts';
import { anonymousId } from './visitor-name.ts';

/** How long somebody may take to confirm. In milliseconds. */
export const CONFIRM_WITHIN = 7 * DAY;
/** Milliseconds in which the same form, sent twice by the same person, is one. */
const SAME_WITHIN = 5 * MINUTE;
/** Why an address gets no mail, also when somebody asks for it. Who unsubscribed may come back. */
const MAY_ASK_AGAIN = new Set(['unsubscribed', 'erased']);

const text = (most: number) =>
  z
    .string()
    .transform((value) => value.trim().slice(0, most))
    .optional();

/** The fields of a form, as browsers send them. */
export const answersSchema = z.object({
  email: z.string().trim().pipe(emailAddressSchema),
  firstName: text(120),
  product: text(120),
  variant: text(120),
  /** Whether they also want news; the other forms ask for nothing else. */
  news: z.literal('yes').optional(),
  page: text(2_000),
  visitor: z
    .string()
    .regex(/^[\w-]{16,64}$/)
    .optional()
    .catch(undefined),
});
export type Answers = z.output<typeof answersSchema>;

/** What of the answers is kept until they are confirmed. */
export const keptAnswersSchema = z.object({
  firstName: z.string().optional(),
  product: z.string().optional(),
  variant: z.string().optional(),
  news: z.boolean(),
});
export type KeptAnswers = z.output<typeof keptAnswersSchema>;

/**
 * Keeps what somebody filled in until they confirm it by e-mail. No customer changes before, and whoever sends it
 * does not learn whether the address is known.
 * @throws MillraceError not-found, input-invalid
 */
export async function submitForm(
  context: Context,
  storefront: KnownStorefront,
  formId: string,
  answers: Answers,
): Promise<void> {
  const email = normaliseEmail(answers.email) ?? '';
  const now = context.now();
  await context.db.inWorkspace(storefront.workspaceId, async (tx) => {
    const form = (await liveForm(tx, formId)) ?? fail('not-found', { what: 'form' });
    if (form.kind === 'waitlist' && !answers.product)
      fail('input-invalid', { problems: 'product: the form does not say for which product.' });
    const kept: KeptAnswers = {
      ...(answers.firstName ? { firstName: answers.firstName } : {}),
      ...(form.kind === 'waitlist' ? { product: answers.product } : {}),
      ...(form.kind === 'waitlist' && answers.variant ? { variant: answers.variant } : {}),
      news: form.kind === 'sign-up' || answers.news === 'yes',
    };
    const channel = channelTo('email')?.id ?? '';
    const closed = await suppressionOf(tx, context, { channel, address: email, customerId: null });
    if (closed !== null && !MAY_ASK_AGAIN.has(closed)) return;
    const same = await tx`select 1 from storefront_submissions where form_id = ${form.id} and email = ${email}
      and answers->>'product' is not distinct from ${kept.product ?? null}::text
      and state in ('waiting', 'sending', 'sent') and created_at > ${now - SAME_WITHIN}::timestamptz`;
    if (same.length > 0) return;
    await tx`insert into storefront_submissions (id, workspace_id, form_id, email, answers, page, anonymous_id,
      due_at, created_at, expires_at)
      values (${newId()}, ${storefront.workspaceId}, ${form.id}, ${email}, ${tx.json(kept as never)},
        ${pageOf(storefront, answers.page)}, ${answers.visitor ? anonymousId(answers.visitor) : null},
        ${now}, ${now}, ${now + CONFIRM_WITHIN})`;
    await tx`update storefront_forms set submitted = submitted + 1 where id = ${form.id}`;
  });
}

/** The page without what follows the path, which may name the visitor. */
function pageOf(storefront: KnownStorefront, page: string | undefined): string | null {
  if (!isOfStore(storefront, page)) return null;
  const { origin, pathname } = new URL(page);
  return `${origin}${pathname}`.slice(0, 500);
}

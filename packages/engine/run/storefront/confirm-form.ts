import { cutTo, type Instant, type Json } from '@millrace/base';
import { channelTo } from '@millrace/channels';
import { signToken, verifyToken } from '@millrace/content';
import { keyFor } from '@millrace/core/store';
import type { Context } from '@millrace/core/verb';
import type { Tx } from '@millrace/db';
import type { Row, storefrontForms, storefrontSubmissions } from '@millrace/db/schema';
import type { IntakeEvent } from '@millrace/flow';
import { ingestWithin } from '../intake/ingest-events.ts';
import { formSettingsSchema, type FormSettings } from './form-settings.ts';
import type { KnownStorefront } from './known-storefront.ts';
import { keptAnswersSchema } from './submit-form.ts';
import { withVisitor } from './link-visitor.ts';

type Submission = Row<typeof storefrontSubmissions> & {
  readonly kind: string;
  readonly name: string;
  readonly settings: Row<typeof storefrontForms>['settings'];
};

const signingSecret = ({ secret }: Pick<Context, 'secret'>) =>
  keyFor(secret, 'storefront-forms').toString('base64url');

/** The token in the mail by which somebody confirms. */
export const confirmationToken = (context: Pick<Context, 'secret' | 'workspaceId'>, id: string): string =>
  signToken(signingSecret(context), 'confirm', { w: context.workspaceId, s: id });

function submissionOf(context: Context, token: string): string | null {
  const payload = verifyToken(signingSecret(context), 'confirm', token) as Record<string, Json> | null;
  return payload?.['w'] === context.workspaceId && typeof payload['s'] === 'string' ? payload['s'] : null;
}

export interface Confirmation {
  readonly settings: FormSettings;
  readonly store: string;
  readonly isConfirmed: boolean;
}

/** What the page of a confirmation shows; null when the link is not ours, or too old. */
export async function readConfirmation(context: Context, token: string): Promise<Confirmation | null> {
  const id = submissionOf(context, token);
  if (id === null) return null;
  return context.db.inWorkspace(context.workspaceId, async (tx) => {
    const found = await read(tx, id, context.now());
    const [store] = await tx<{ name: string }[]>`select name from workspaces`;
    return found
      ? {
          settings: formSettingsSchema.parse(found.settings),
          store: store?.name ?? '',
          isConfirmed: found.confirmed_at !== null,
        }
      : null;
  });
}

/**
 * Confirms what somebody filled in: only now it belongs to a customer, with its consent, and starts flows. A repeat
 * changes nothing.
 * @returns the page of the store from which they came, which then knows them; null when the link is not ours
 */
export async function confirmForm(
  context: Context,
  storefront: KnownStorefront,
  token: string,
): Promise<{ readonly page: string | null } | null> {
  const id = submissionOf(context, token);
  if (id === null) return null;
  const now = context.now();
  return context.db.inWorkspace(context.workspaceId, async (tx) => {
    await tx`select 1 from storefront_submissions where id = ${id} for update`;
    const found = await read(tx, id, now);
    if (!found) return null;
    if (found.confirmed_at === null) {
      const { accepted } = await ingestWithin(tx, context, storefront.source, eventsOf(found, now));
      if (accepted.length > 0) {
        await tx`update storefront_submissions set state = 'confirmed', confirmed_at = ${now} where id = ${id}`;
        await tx`update storefront_forms set confirmed = confirmed + 1 where id = ${found.form_id}`;
      }
    }
    const page = found.page ?? storefront.origins[0] ?? null;
    const [person] = await tx<
      { customer_id: string }[]
    >`select customer_id from customer_identities where kind = 'email' and value = ${found.email}`;
    return { page: page && person ? await withVisitor(tx, context, page, person.customer_id) : page };
  });
}

async function read(tx: Tx, id: string, now: Instant): Promise<Submission | undefined> {
  const [row] = await tx<Submission[]>`select s.*, f.kind, f.name, f.settings from storefront_submissions s
    join storefront_forms f on f.id = s.form_id where s.id = ${id} and s.expires_at > ${now}::timestamptz`;
  return row;
}

/** What a confirmed form means: what the person did, with the consent they gave, and where. */
function eventsOf(submission: Submission, now: Instant): readonly IntakeEvent[] {
  const { id, kind, name, email, page, anonymous_id: anonymous } = submission;
  const answers = keptAnswersSchema.parse(submission.answers);
  const source = cutTo(`Form “${name}”${page === null ? '' : `, ${page}`}`, 255);
  const channel = channelTo('email')?.id ?? '';
  const customer = {
    email,
    ...(answers.firstName ? { firstName: answers.firstName } : {}),
    ...(anonymous === null ? {} : { anonymousId: anonymous }),
    ...(answers.news
      ? {
          consent: { [channel]: { state: 'subscribed' as const, source, at: now, optIn: 'double' as const } },
        }
      : {}),
  };
  const event = (type: string, properties: Record<string, unknown>): IntakeEvent => ({
    id: `form/${id}/${type}`,
    type,
    occurredAt: now,
    customer,
    properties,
  });
  const submitted = event('form-submitted', {
    form: name,
    ...(page === null ? {} : { page: cutTo(page, 255) }),
  });
  return kind === 'waitlist'
    ? [
        event('back-in-stock-requested', {
          productId: answers.product,
          ...(answers.variant ? { variantId: answers.variant } : {}),
        }),
        submitted,
      ]
    : [event('signed-up', { source: 'storefront', form: name }), submitted];
}

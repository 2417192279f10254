import { fail } from '@millrace/base';
import { readableOn } from '@millrace/content';
import { storeSettings } from '@millrace/core/store';
import {
  answersSchema,
  confirmForm,
  liveForm,
  liveForms,
  mayComeFrom,
  readConfirmation,
  submitForm,
  type KnownForm,
  type KnownStorefront,
} from '@millrace/run/storefront';
import { lostPage } from '../links/letter-page.ts';
import { readBytes } from '../rest/read-body.ts';
import { contextOfVisitor, world } from '../world.ts';
import { confirmPage, confirmedPage, formPage, sentPage } from './form-pages.ts';
import { countForm, mayMail } from './limit-visitors.ts';
import type { Visit } from './visit.ts';

/** Bytes of a form that somebody sends. */
const FORM_LIMIT = 16 * 1024;

/** Forms as the script of a store shows them: words and choices, which every visitor sees anyway. */
export async function formsOf({ workspaceId }: KnownStorefront) {
  const { forms, colour } = await world().db.inWorkspace(workspaceId, async (tx) => ({
    forms: await liveForms(tx),
    colour: (await storeSettings(tx, workspaceId)).brandColor,
  }));
  const shown = forms.map(({ id, kind, settings }) => {
    const { heading, text, button, consentWords, thanks, asksName, popUp } = settings;
    return { id, kind, heading, text, button, consentWords, thanks, asksName, popUp };
  });
  return { colour, onColour: readableOn(colour), forms: shown };
}

async function formOf({ storefront, rest: [id = ''] }: Visit): Promise<KnownForm> {
  const known = await world().db.inWorkspace(storefront.workspaceId, (tx) => liveForm(tx, id));
  return known ?? fail('not-found', { what: 'form' });
}

export async function showForm(visit: Visit): Promise<Response> {
  const asked = new URL(visit.request.url).searchParams;
  return formPage(await formOf(visit), {
    product: asked.get('product') ?? '',
    variant: asked.get('variant') ?? '',
    page: asked.get('page') ?? visit.request.headers.get('referer') ?? '',
    email: '',
  });
}

/**
 * Takes a form, from the script of a store or from its own page. The answer is the same whether the address is known
 * or not, and for whoever fills in the field that people do not see.
 */
export async function takeForm(visit: Visit): Promise<Response> {
  const { request, storefront, origin } = visit;
  if (!mayComeFrom(storefront, origin) && origin !== new URL(world().configuration.publicUrl).origin)
    fail('origin-not-allowed', { origin: origin ?? 'no address' });
  await countForm(storefront.siteKey, request.headers);
  const form = await formOf(visit);
  const given = Object.fromEntries(
    new URLSearchParams(new TextDecoder().decode(await readBytes(request, FORM_LIMIT))),
  );
  const byScript = request.headers.get('accept')?.includes('application/json') === true;
  const answers = answersSchema.safeParse(given);
  if (!answers.success) {
    const problem = 'Enter one e-mail address, such as ann@example.com.';
    if (byScript) fail('input-invalid', { problems: problem, fields: [{ field: 'email', problem }] });
    const { product = '', variant = '', page = '', email = '' } = given;
    return formPage(form, { product, variant, page, email }, problem);
  }
  if (!given['company'] && (await mayMail(storefront.siteKey, answers.data.email)))
    await submitForm(contextOfVisitor(storefront.workspaceId), storefront, form.id, answers.data);
  return byScript ? Response.json({ sent: true }, { status: 202 }) : sentPage(form);
}

export async function showConfirmation({ storefront, rest: [token = ''] }: Visit): Promise<Response> {
  const found = await readConfirmation(contextOfVisitor(storefront.workspaceId), token);
  return found ? confirmPage(found) : lostPage();
}

export async function takeConfirmation({ storefront, rest: [token = ''] }: Visit): Promise<Response> {
  const context = contextOfVisitor(storefront.workspaceId);
  const confirmed = await confirmForm(context, storefront, token);
  const found = confirmed && (await readConfirmation(context, token));
  return found ? confirmedPage(found.settings.thanks, found.store, confirmed.page) : lostPage();
}

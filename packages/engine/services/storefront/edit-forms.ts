import { fail } from '@millrace/base';
import { defineVerb, id, instant, type Shape } from '@millrace/core/verb';
import { newId, type Tx } from '@millrace/db';
import { FORM_KINDS, formSettingsSchema, type FormKind, type FormSettings } from '@millrace/run/storefront';
import type { Row, storefrontForms } from '@millrace/db/schema';
import { z } from 'zod';

/** Most forms of a store. */
const MOST_FORMS = 50;

export const formSchema = z
  .strictObject({
    id,
    kind: z.enum(FORM_KINDS),
    name: z.string(),
    settings: formSettingsSchema,
    live: z.boolean().describe('Whether pages show it'),
    submitted: z.int().describe('How often it was sent'),
    confirmed: z.int().describe('How often it was then confirmed by e-mail'),
    createdAt: instant,
    updatedAt: instant,
  })
  .meta({ id: 'StorefrontForm' });
export type FormView = Shape<typeof formSchema>;

const name = z.string().trim().min(1).max(80);

export const listForms = defineVerb({
  name: 'storefront-forms-read',
  permission: 'settings:read',
  input: z.strictObject({}),
  output: z.array(formSchema),
  run: async (tx) =>
    (await tx<Row<typeof storefrontForms>[]>`select * from storefront_forms order by created_at, id`).map(
      view,
    ),
});

/** Makes a form. @throws MillraceError already-exists, limit-exceeded */
export const createForm = defineVerb({
  name: 'storefront-form-created',
  permission: 'settings:write',
  input: z.strictObject({ kind: z.enum(FORM_KINDS), name, settings: formSettingsSchema }),
  output: formSchema,
  run: async (tx, input, context) => {
    const [count] = await tx<{ n: number }[]>`select count(*)::int as n from storefront_forms`;
    if ((count?.n ?? 0) >= MOST_FORMS) fail('limit-exceeded', { limit: `${MOST_FORMS} forms` });
    const formId = newId();
    await checkName(tx, formId, input.name);
    await tx`insert into storefront_forms (id, workspace_id, kind, name, settings, created_at, updated_at)
      values (${formId}, ${context.workspaceId}, ${input.kind}, ${input.name}, ${tx.json(input.settings as never)},
        ${context.now()}, ${context.now()})`;
    return readForm(tx, formId);
  },
  audit: (_input, form) => ({
    subject: { type: 'storefront', id: form.id },
    summary: `Made the form ${form.name}`,
  }),
});

/** Changes a form; fields that are left out stay. @throws MillraceError not-found, already-exists */
export const updateForm = defineVerb({
  name: 'storefront-form-changed',
  permission: 'settings:write',
  input: z.strictObject({
    id: z.uuid(),
    name: name.optional(),
    settings: formSettingsSchema.optional(),
    live: z.boolean().optional(),
  }),
  output: formSchema,
  run: async (tx, { id: formId, ...input }, context) => {
    const before = await readForm(tx, formId);
    if (input.name !== undefined) await checkName(tx, formId, input.name);
    const settings = input.settings ?? before.settings;
    await tx`update storefront_forms set name = ${input.name ?? before.name},
      settings = ${tx.json(settings as never)}, live = ${input.live ?? before.live},
      updated_at = ${context.now()} where id = ${formId}`;
    return readForm(tx, formId);
  },
  audit: (_input, form) => ({
    subject: { type: 'storefront', id: form.id },
    summary: `Changed the form ${form.name}`,
  }),
});

/** Removes a form, with what was not confirmed. @throws MillraceError not-found */
export const deleteForm = defineVerb({
  name: 'storefront-form-removed',
  permission: 'settings:write',
  input: z.strictObject({ id: z.uuid() }),
  output: z.strictObject({ id, name: z.string() }),
  run: async (tx, { id: formId }) => {
    const [row] = await tx<
      { name: string }[]
    >`delete from storefront_forms where id = ${formId} returning name`;
    if (!row) fail('not-found', { what: 'form' });
    return { id: formId, name: row.name };
  },
  audit: (_input, form) => ({
    subject: { type: 'storefront', id: form.id },
    summary: `Removed the form ${form.name}`,
  }),
});

async function checkName(tx: Tx, formId: string, wanted: string): Promise<void> {
  const taken =
    await tx`select 1 from storefront_forms where lower(name) = lower(${wanted}) and id <> ${formId}`;
  if (taken.length > 0) fail('already-exists', { what: 'form' });
}

async function readForm(tx: Tx, formId: string): Promise<FormView> {
  const [row] = await tx<Row<typeof storefrontForms>[]>`select * from storefront_forms where id = ${formId}`;
  return row ? view(row) : fail('not-found', { what: 'form' });
}

const view = (row: Row<typeof storefrontForms>): FormView => ({
  id: row.id,
  kind: row.kind as FormKind,
  name: row.name,
  settings: row.settings as FormSettings,
  live: row.live,
  submitted: row.submitted,
  confirmed: row.confirmed,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
});

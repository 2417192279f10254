import type { Tx } from '@millrace/db';
import type { Row, storefrontForms } from '@millrace/db/schema';
import { formSettingsSchema, type FormKind, type FormSettings } from './form-settings.ts';

export interface KnownForm {
  readonly id: string;
  readonly kind: FormKind;
  readonly name: string;
  readonly settings: FormSettings;
}

/** Forms that pages may show, in the order in which they were made. */
export async function liveForms(tx: Tx): Promise<readonly KnownForm[]> {
  const rows = await tx<
    Row<typeof storefrontForms>[]
  >`select * from storefront_forms where live order by created_at, id`;
  return rows.map(asForm);
}

/** The form of this id that pages may show; undefined when there is none. */
export async function liveForm(tx: Tx, id: string): Promise<KnownForm | undefined> {
  return (await liveForms(tx)).find((form) => form.id === id);
}

const asForm = ({ id, kind, name, settings }: Row<typeof storefrontForms>): KnownForm => ({
  id,
  kind: kind as FormKind,
  name,
  settings: formSettingsSchema.parse(settings),
});

export { createForm, deleteForm, type FormView, listForms, updateForm } from './edit-forms.ts';
export { readStorefront, saveStorefront, showIdentitySecret } from './edit-storefront.ts';
export { sendConfirmations } from './send-confirmations.ts';
export type { StorefrontPlace, StorefrontView } from './shapes.ts';

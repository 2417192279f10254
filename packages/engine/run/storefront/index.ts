export { type Confirmation, confirmationToken, confirmForm, readConfirmation } from './confirm-form.ts';
export { ensureStorefront } from './ensure-storefront.ts';
export { FORM_KINDS, formSettingsSchema, type FormKind, type FormSettings } from './form-settings.ts';
export { type KnownForm, liveForm, liveForms } from './known-forms.ts';
export { forgetStorefronts, type KnownStorefront, knownStorefront, mayComeFrom } from './known-storefront.ts';
export { noteRefusedOrigin, receiveBrowserEvents } from './receive-events.ts';
export { forgetBrowser, subscribeBrowser } from './subscribe-browser.ts';
export { answersSchema, submitForm } from './submit-form.ts';
export { identitySecret, visitorToken } from './visitor-token.ts';

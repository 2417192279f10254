/** A text as HTML shows it, for e-mails of Millrace itself. */
export { escapeHtml as escaped } from '@millrace/base';

import { escapeHtml } from '@millrace/base';
import { readableOn } from '@millrace/content';
import type { StoreSettings } from '@millrace/core/store';
import type { FormSettings } from '@millrace/run/storefront';

export interface ConfirmationMail {
  readonly subject: string;
  readonly html: string;
  readonly text: string;
}

/** The mail by which somebody confirms a form: the words of the store, one link, and nothing that advertises. */
export function confirmationMail(
  { mailSubject, mailText, mailButton }: FormSettings,
  store: Pick<StoreSettings, 'name' | 'brandColor' | 'postalAddress' | 'language'>,
  link: string,
): ConfirmationMail {
  const foot = [store.name, store.postalAddress].filter(Boolean).join('\n');
  const ignored = 'If you did not ask for this, ignore this e-mail: nothing happens.';
  return {
    subject: mailSubject,
    text: [mailText, `${mailButton}: ${link}`, ignored, foot].join('\n\n'),
    html: `<!doctype html><html lang="${escapeHtml(store.language)}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="color-scheme" content="light dark"><title>${escapeHtml(mailSubject)}</title></head>
<body style="margin:0;padding:24px;background:#f5f4f1;font:16px/1.5 system-ui,sans-serif;color:#1d1c1a"><table role="presentation" width="100%"><tr><td align="center"><table role="presentation" style="max-width:480px;width:100%;background:#fff;border-radius:12px"><tr><td style="padding:32px">
<p style="margin:0 0 24px">${escapeHtml(mailText).replace(/\n/g, '<br>')}</p>
<p style="margin:0 0 24px"><a href="${escapeHtml(link)}" style="display:inline-block;padding:12px 24px;border-radius:8px;background:${escapeHtml(store.brandColor)};color:${readableOn(store.brandColor)};font-weight:600;text-decoration:none">${escapeHtml(mailButton)}</a></p>
<p style="margin:0;color:#5c5850;font-size:14px">${ignored}</p>
<p style="margin:24px 0 0;color:#5c5850;font-size:13px">${escapeHtml(foot).replace(/\n/g, '<br>')}</p>
</td></tr></table></td></tr></table></body></html>`,
  };
}

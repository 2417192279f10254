import { escapeHtml } from '@millrace/base';

const STYLE = `
:root{color-scheme:light dark;--back:#f3f1ec;--card:#fbfaf7;--ink:#1d1c1a;--soft:#5c5850;--line:#d9d5cb;--act:#0f5c56;--on-act:#fff}
@media (prefers-color-scheme:dark){:root{--back:#161513;--card:#1f1e1b;--ink:#edeae3;--soft:#aaa59a;--line:#3a3833;--act:#5fb5aa;--on-act:#0c211f}}
*{box-sizing:border-box}body{margin:0;min-height:100dvh;display:grid;place-items:center;padding:24px;background:var(--back);color:var(--ink);font:16px/1.5 system-ui,sans-serif}
main{width:100%;max-width:29rem;background:var(--card);border:1px solid var(--line);border-radius:12px;padding:32px}
h1{margin:0 0 8px;font-size:22px;line-height:1.25;text-wrap:balance}p{margin:0 0 20px;color:var(--soft)}
button{font:inherit;font-weight:600;min-height:44px;padding:0 20px;border:0;border-radius:8px;background:var(--act);color:var(--on-act);cursor:pointer}
button.quiet{background:none;color:var(--ink);border:1px solid var(--line)}
fieldset{border:0;margin:0 0 20px;padding:0}legend{padding:0;margin-bottom:8px;font-weight:600}
label{display:flex;gap:12px;align-items:center;min-height:44px;padding:4px 0}small{color:var(--soft);font-size:14px}label input{flex:none}input{width:20px;height:20px;accent-color:var(--act)}
hr{border:0;border-top:1px solid var(--line);margin:28px 0}a{color:inherit}:focus-visible{outline:2px solid var(--act);outline-offset:2px}`;

/** A page for recipients of messages: one card; the page of a question alone has a script and a logo. */
export function letterPage({
  title,
  body,
  status = 200,
}: {
  title: string;
  body: string;
  status?: number;
}): Response {
  const html = `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex,nofollow"><title>${escapeHtml(title)}</title><style>${STYLE}</style></head><body><main>${body}</main></body></html>`;
  return new Response(html, {
    status,
    headers: {
      'Content-Type': 'text/html; charset=utf-8',
      'Cache-Control': 'no-store',
      'Referrer-Policy': 'no-referrer',
      'X-Robots-Tag': 'noindex',
    },
  });
}

/** The page for an invalid or expired link. */
export const lostPage = (): Response =>
  letterPage({
    title: 'This link does not work',
    status: 404,
    body: '<h1>This link does not work</h1><p>It may be incomplete or too old. Open the message again and use its link, or go to the shop directly.</p>',
  });

/** The page for a temporary failure on our side. */
export const laterPage = (): Response =>
  letterPage({
    title: 'Please try again in a moment',
    status: 503,
    body: '<h1>Please try again in a moment</h1><p>This page cannot be shown just now. Open the link again in a minute.</p>',
  });

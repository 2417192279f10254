import { escapeHtml as escape, formatMoney } from '@millrace/base';
import { CATEGORIES } from '../shop/product.ts';
import { SHOP } from '../shop/shop.ts';

export { escape };
export const money = (amount: number, currency: string): string => escape(formatMoney({ amount, currency }));
export const shelfPath = (category: string): string =>
  `/shelves/${category.toLowerCase().replace(/[^a-z]+/g, '-')}`;

const STYLE = `
:root{--ink:#26302c;--quiet:#66706a;--paper:#faf7f0;--line:#ddd6c6;--spruce:#2f5d50;--rust:#b5482f}
*{box-sizing:border-box}body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.55 Georgia,'Iowan Old Style',serif}
a{color:inherit}header,main,footer{max-width:1060px;margin:0 auto;padding:0 24px}
header{display:flex;flex-wrap:wrap;gap:8px 28px;align-items:baseline;padding-top:26px;padding-bottom:18px;border-bottom:1px solid var(--line)}
header .name{font-size:25px;letter-spacing:-.01em;text-decoration:none}header nav{display:flex;flex-wrap:wrap;gap:16px;font-size:15px}header nav a{text-decoration:none;color:var(--quiet)}header nav a:hover{color:var(--ink)}
h1{font-weight:400;font-size:34px;line-height:1.15;margin:38px 0 10px;letter-spacing:-.015em}.lead{color:var(--quiet);max-width:34em;margin:0 0 30px}
.grid{display:grid;grid-template-columns:repeat(auto-fill,minmax(198px,1fr));gap:26px 22px;padding:0;list-style:none;margin:22px 0 60px}
.grid a{text-decoration:none;display:block}.grid img{width:100%;height:auto;display:block;border-radius:3px}.grid b{font-weight:400;display:block;margin-top:9px}.grid span{color:var(--quiet);font-size:15px}
.two{display:grid;grid-template-columns:minmax(0,1fr) minmax(0,1fr);gap:44px;margin:34px 0 70px}.two img{width:100%;height:auto;border-radius:3px}@media(max-width:700px){.two{grid-template-columns:1fr;gap:20px}}
.price{font-size:21px}.note{color:var(--quiet);font-size:15px}table{width:100%;border-collapse:collapse;margin:18px 0}td{padding:10px 0;border-bottom:1px solid var(--line);vertical-align:middle}td:first-child{width:84px}td:last-child{text-align:right}td img{width:58px;border-radius:3px;display:block}
button,.button{font:inherit;background:var(--spruce);color:#fff;border:0;border-radius:3px;padding:12px 22px;cursor:pointer;text-decoration:none;display:inline-block}button:focus-visible,a:focus-visible{outline:3px solid var(--rust);outline-offset:2px}
.code{border:1px dashed var(--rust);color:var(--rust);padding:8px 14px;display:inline-block;margin:6px 0 14px}
footer{border-top:1px solid var(--line);color:var(--quiet);font-size:14px;padding-top:18px;padding-bottom:44px}`;

/** One page of the shop. `body` is HTML that the shop made, never input from a visitor. */
export function page(title: string, body: string): string {
  const shelves = CATEGORIES.map(
    (category) => `<a href="${shelfPath(category)}">${escape(category)}</a>`,
  ).join('');
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${escape(title)} · ${escape(SHOP.name)}</title><link rel="icon" href="/images/mug-spruce.svg"><style>${STYLE}</style></head>
<body><header><a class="name" href="/">${escape(SHOP.name)}</a><nav aria-label="Shelves">${shelves}</nav></header><main>${body}</main>
<footer>${escape(SHOP.name)}, ${escape(SHOP.city)}. ${escape(SHOP.line)}. This shop does not exist: it is a demonstration, its customers are made up, and nothing you order will ever be sent.</footer></body></html>`;
}

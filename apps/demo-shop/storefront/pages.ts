import { goodsOf, priceOfLine, productNumbered, PRODUCTS, type CartLine } from '../shop/catalogue.ts';
import { CATEGORIES, type Product } from '../shop/product.ts';
import { SHOP, shippingFor } from '../shop/shop.ts';
import { escape, money, page, shelfPath } from './layout.ts';

function card(product: Product, currency: string): string {
  return `<li><a href="/products/${product.handle}"><img src="/images/${product.handle}.svg" alt="" width="400" height="400"><b>${escape(product.title)}</b><span>${money(product.price, currency)}</span></a></li>`;
}

/** Gives a product with its current price. */
export type Shelf = (product: Product) => Product;

const grid = (products: readonly Product[], currency: string, shelf: Shelf) =>
  `<ul class="grid">${products.map((product) => card(shelf(product), currency)).join('')}</ul>`;

export function homePage(currency: string, shelf: Shelf): string {
  const loved = [...PRODUCTS].sort((first, second) => second.pull - first.pull).slice(0, 12);
  return page(
    SHOP.line,
    `<h1>Coffee, fire and enamel<br>for mornings outdoors.</h1><p class="lead">A small shop by a cold sea. We roast on Tuesdays, forge on Thursdays, and answer letters in between. Free shipping from ${money(SHOP.freeShippingFrom, currency)}.</p>${grid(loved, currency, shelf)}`,
  );
}

/** The page of a shelf; null when there is no such shelf. */
export function shelfPage(path: string, currency: string, shelf: Shelf): string | null {
  const category = CATEGORIES.find((name) => shelfPath(name) === path);
  return category
    ? page(
        category,
        `<h1>${escape(category)}</h1>${grid(
          PRODUCTS.filter((product) => product.category === category),
          currency,
          shelf,
        )}`,
      )
    : null;
}

export function productPage(product: Product, currency: string, stock: number, shelf: Shelf): string {
  const { price } = shelf(product);
  const beside = PRODUCTS.filter(
    (other) => other.category === product.category && other.number !== product.number,
  )
    .sort((first, second) => second.pull - first.pull)
    .slice(0, 4);
  const lasts =
    product.lastsDays === null
      ? ''
      : `<p class="note">Lasts most people about ${product.lastsDays} days.</p>`;
  const left =
    stock === 0
      ? '<p class="note">Gone for now. More is on its way.</p>'
      : stock < 12
        ? `<p class="note">Only ${stock} left on the shelf.</p>`
        : '';
  return page(
    product.title,
    `<div class="two"><img src="/images/${product.handle}.svg" alt="${escape(product.title)}" width="400" height="400"><div><p class="note"><a href="${shelfPath(product.category)}">${escape(product.category)}</a> · ${escape(product.vendor)}</p><h1 style="margin-top:0">${escape(product.title)}</h1><p class="price">${money(price, currency)}</p><p>${escape(product.words)}</p>${lasts}${left}</div></div><h2 style="font-weight:400">Beside it on the shelf</h2>${grid(beside, currency, shelf)}`,
  );
}

export interface CartView {
  readonly title: string;
  readonly sentence: string;
  readonly lines: readonly CartLine[];
  readonly discount: number;
  readonly code: string | null;
  /** The path that the button posts to; null for no button. */
  readonly buyPath: string | null;
}

export function cartPage(view: CartView, currency: string): string {
  const rows = view.lines
    .map((line) => {
      const [number, quantity] = line;
      const price = priceOfLine(line);
      const product = productNumbered(number);
      return `<tr><td><img src="/images/${product.handle}.svg" alt=""></td><td><a href="/products/${product.handle}">${escape(product.title)}</a><br><span class="note">${quantity} × ${money(price, currency)}</span></td><td>${money(price * quantity, currency)}</td></tr>`;
    })
    .join('');
  const goods = goodsOf(view.lines);
  const shipping = shippingFor(goods);
  const off =
    view.discount > 0
      ? `<tr><td></td><td>Off with your code</td><td>−${money(view.discount, currency)}</td></tr>`
      : '';
  const code = view.code ? `<p class="code">Code ${escape(view.code)} is on this cart</p>` : '';
  const button = view.buyPath
    ? `<form method="post" action="${escape(view.buyPath)}"><button>Place the order</button></form><p class="note">This places the order for this made-up person.</p>`
    : '';
  return page(
    view.title,
    `<h1>${escape(view.title)}</h1><p class="lead">${escape(view.sentence)}</p>${code}<table>${rows}${off}<tr><td></td><td>Shipping</td><td>${shipping === 0 ? 'Free' : money(shipping, currency)}</td></tr><tr><td></td><td><b>Total</b></td><td><b>${money(goods - view.discount + shipping, currency)}</b></td></tr></table>${button}`,
  );
}

export const sentencePage = (title: string, sentence: string): string =>
  page(
    title,
    `<h1>${escape(title)}</h1><p class="lead">${escape(sentence)}</p><p><a class="button" href="/">Look around the shop</a></p><div style="height:80px"></div>`,
  );

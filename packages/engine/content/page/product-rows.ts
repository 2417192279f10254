import { endOf, startOf } from './direction.ts';
import { escapeHtml } from '../liquid/marks.ts';
import type { DiscountView, ProductView } from '../view/content-view.ts';
import { formatMoney } from '../view/format-money.ts';
import type { Theme } from './theme.ts';

/** A product with its final, escaped link; null when it has none. */
export interface LinkedProduct {
  readonly product: ProductView;
  readonly href: string | null;
  /** Leaves out the price, where it is unknown or not to be shown. */
  readonly isUnpriced?: boolean;
}

const linked = (href: string | null, inside: string, style: string) =>
  href === null ? inside : `<a href="${href}" target="_blank" style="${style}">${inside}</a>`;

const isPicture = (address: string | null): address is string =>
  address !== null && /^https?:\/\/[^\s"<>]+$/i.test(address);

/** The picture in a square; without one, a tinted square with the title's first letter. */
function picture({ product, href }: LinkedProduct, size: number, theme: Theme): string {
  const square = `width:${size}px;height:${size}px;border-radius:${theme.smallRadius}px`;
  if (isPicture(product.image)) {
    return linked(
      href,
      `<img src="${escapeHtml(product.image)}" width="${size}" height="${size}" alt="${escapeHtml(product.title)}" style="display:block;${square};object-fit:cover;background:${theme.tint}" />`,
      'text-decoration:none',
    );
  }
  const letter = escapeHtml([...product.title.trim()][0]?.toLocaleUpperCase() ?? '·');
  return linked(
    href,
    `<div class="tint ink" style="${square};background:${theme.tint};color:${theme.link};font-size:${Math.round(size * 0.36)}px;line-height:${size}px;font-weight:600;text-align:center">${letter}</div>`,
    'text-decoration:none',
  );
}

/** The picture across a column, at a height that suits phones and desktops. */
function tile({ product, href }: LinkedProduct, theme: Theme): string {
  const letter = escapeHtml([...product.title.trim()][0]?.toLocaleUpperCase() ?? '·');
  return linked(
    href,
    `<div class="tint ink" style="border-radius:${theme.smallRadius}px;background:${theme.tint};color:${theme.link};font-size:34px;line-height:112px;font-weight:600;text-align:center">${letter}</div>`,
    'text-decoration:none',
  );
}

export interface CartRowsOptions {
  readonly showPrices: boolean;
  readonly showTotal: boolean;
  /** Number of lines in the cart; some of them are shown. */
  readonly count: number;
  readonly total: number;
  readonly currency: string;
  readonly locale: string;
}

/**
 * Rows of the cart: picture, title, quantity, price. Lines beyond the maximum become one line with their
 * number.
 */
export function cartRows(lines: readonly LinkedProduct[], options: CartRowsOptions, theme: Theme): string {
  const price = (amount: number) =>
    escapeHtml(formatMoney({ amount, currency: options.currency }, options.locale));
  const rows = lines.map((line) => {
    const { product, href } = line;
    const name = linked(
      href,
      escapeHtml(product.title || 'A product'),
      `color:${theme.ink};text-decoration:none`,
    );
    const count =
      product.quantity > 1
        ? `${product.quantity}${options.showPrices ? ` × ${price(product.price)}` : ' pieces'}`
        : '';
    return (
      `<tr class="rule"><td width="82" style="padding:12px 0;border-top:1px solid ${theme.line};vertical-align:middle">${picture(line, 72, theme)}</td>` +
      `<td dir="auto" class="ink" style="padding:12px 6px;text-align:${startOf(theme.direction)};border-top:1px solid ${theme.line};vertical-align:middle;color:${theme.ink}"><strong style="font-weight:600">${name}</strong>${count === '' ? '' : `<br /><span class="soft" style="color:${theme.soft};font-size:14px">${count}</span>`}</td>` +
      `<td align="${endOf(theme.direction)}" class="ink" style="padding:12px 0;border-top:1px solid ${theme.line};vertical-align:middle;white-space:nowrap;color:${theme.ink}">${options.showPrices ? price(product.price * product.quantity) : ''}</td></tr>`
    );
  });
  const rest = options.count - lines.length;
  if (rest > 0)
    rows.push(
      `<tr><td colspan="3" class="soft" style="padding:10px 0;border-top:1px solid ${theme.line};color:${theme.soft};font-size:14px">and ${rest} more</td></tr>`,
    );
  if (options.showTotal && options.showPrices) {
    rows.push(
      `<tr class="rule"><td colspan="2" class="ink" style="padding:14px 0 0;border-top:1px solid ${theme.line};color:${theme.ink}"><strong>Total</strong></td><td align="${endOf(theme.direction)}" class="ink" style="padding:14px 0 0;border-top:1px solid ${theme.line};white-space:nowrap;color:${theme.ink}"><strong>${price(options.total)}</strong></td></tr>`,
    );
  }
  return rows.join('');
}

/** Space beside a column, so that all columns are equally wide with 12 pixels between two. */
const gap = (columnsBefore: number, columns: number) => Math.round((12 * columnsBefore) / columns);

/** Products side by side, two or three in a row, on phones too. */
export function productGrid(products: readonly LinkedProduct[], locale: string, theme: Theme): string {
  const columns = products.length === 1 ? 1 : products.length === 2 || products.length === 4 ? 2 : 3;
  const fromLeft = theme.direction === 'ltr';
  const rows: string[] = [];
  for (let at = 0; at < products.length; at += columns) {
    const cells = products.slice(at, at + columns).map((entry, column) => {
      const { product, href, isUnpriced = false } = entry;
      const price = isUnpriced
        ? ''
        : `<div class="soft" style="color:${theme.soft}">${escapeHtml(formatMoney({ amount: product.price, currency: product.currency }, locale))}</div>`;
      const image = isPicture(product.image)
        ? linked(
            href,
            `<img src="${escapeHtml(product.image)}" width="${Math.floor(500 / columns) - 12}" alt="${escapeHtml(product.title)}" style="display:block;width:100%;max-width:100%;height:auto;border-radius:${theme.smallRadius}px;background:${theme.tint}" />`,
            'text-decoration:none',
          )
        : tile(entry, theme);
      const name = linked(
        href,
        escapeHtml(product.title || 'A product'),
        `color:${theme.ink};text-decoration:none`,
      );
      return `<td dir="auto" width="${Math.floor(100 / columns)}%" class="ink" style="padding:0 ${gap(fromLeft ? columns - 1 - column : column, columns)}px 18px ${gap(fromLeft ? column : columns - 1 - column, columns)}px;text-align:${startOf(theme.direction)};vertical-align:top;color:${theme.ink};font-size:14px;line-height:20px">${image}<div style="padding-top:8px"><strong style="font-weight:600">${name}</strong></div>${price}</td>`;
    });
    while (cells.length < columns) cells.push(`<td width="${Math.floor(100 / columns)}%"></td>`);
    rows.push(`<tr>${cells.join('')}</tr>`);
  }
  return rows.join('');
}

/** The code in a frame, large enough to read and copy, with its terms. */
export function discountBox(
  discount: DiscountView,
  title: string,
  note: string,
  terms: string,
  theme: Theme,
): string {
  const line = (inside: string, style: string, of: string) =>
    inside === '' ? '' : `<div dir="auto" class="${of}" style="${style}">${inside}</div>`;
  // A separate table, because corners are round only where borders are not collapsed.
  return (
    `<tr><td><table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="width:100%;border-collapse:separate"><tr><td align="center" class="tint" style="padding:22px 20px;background:${theme.tint};border:2px dashed ${theme.link};border-radius:${theme.radius}px;text-align:center">` +
    line(title, `font-size:18px;line-height:26px;font-weight:700;color:${theme.ink}`, 'ink') +
    line(
      escapeHtml(discount.code),
      `padding:8px 0 6px;font-family:ui-monospace,Menlo,Consolas,monospace;font-size:26px;line-height:34px;font-weight:700;letter-spacing:2px;color:${theme.link}`,
      'ink',
    ) +
    line(escapeHtml(terms), `font-size:13px;line-height:20px;color:${theme.soft}`, 'soft') +
    line(note, `padding-top:4px;font-size:13px;line-height:20px;color:${theme.soft}`, 'soft') +
    '</td></tr></table></td></tr>'
  );
}

import {
  surveyChoices,
  type AskedSurvey,
  type EmailBlock,
  type LinksToWrite,
  type PageToWrite,
} from '@millrace/channels';
import { formatDate } from '../liquid/filters.ts';
import { escapeHtml, unmark } from '../liquid/marks.ts';
import { wholeLink } from '../links/whole-link.ts';
import type { ContentView, DiscountView, ProductView } from '../view/content-view.ts';
import { formatMoney } from '../view/format-money.ts';
import { directionOfText, startOf } from './direction.ts';
import { writeMarkedText } from './marked-text.ts';
import { cartRows, discountBox, productGrid, type LinkedProduct } from './product-rows.ts';
import type { Filling } from './slots.ts';
import { plainSurvey, surveyBox } from './survey-box.ts';
import { themeOf, type Theme } from './theme.ts';
import type { PageSettings } from './write-page.ts';

export type PageToFill = PageToWrite & PageSettings;

/** Fills the slots of the laid-out page for one person, and writes the same content as plain text. */
export function fillPage(page: PageToFill): { filling: Filling; plain: string } {
  const { view, brand, links } = page;
  const theme = themeOf(brand);
  const filling = {
    texts: { subject: escapeHtml(page.subject), preheader: escapeHtml(page.preheader) } as Record<
      string,
      string
    >,
    links: {} as Record<string, string>,
    products: {} as Record<string, string>,
    flags: { marketing: page.purpose === 'marketing', discount: view.discount !== null },
  };
  const home = links.add(brand.url || view.store.url, brand.name, 'brand.url');
  filling.links['brand.url'] = escapeHtml(home ?? '#');
  filling.links['links.unsubscribe'] = escapeHtml(view.links.unsubscribe);
  filling.links['links.preferences'] = escapeHtml(view.links.preferences);
  if (page.openUrl !== undefined) {
    filling.texts['pixel'] =
      `<img src="${escapeHtml(page.openUrl)}" width="1" height="1" alt="" style="display:block;width:1px;height:1px;border:0;opacity:0" />`;
  }
  const plain = page.blocks
    .map((block, index) => fillBlock(block, `blocks.${index}`, page, filling, theme))
    .filter((part) => part !== '');
  return { filling, plain: [...plain, plainFooter(page)].join('\n\n') + '\n' };
}

type Mutable = {
  texts: Record<string, string>;
  links: Record<string, string>;
  products: Record<string, string>;
  flags: Record<string, boolean>;
};

/** Fills one block and returns its plain text. */
function fillBlock(block: EmailBlock, at: string, page: PageToFill, filling: Mutable, theme: Theme): string {
  const { view, links } = page;
  const line = (field: string) => unmark(page.values.get(`${at}.${field}`) ?? '').trim();
  const put = (field: string) => {
    const text = line(field);
    filling.texts[`${at}.${field}`] = escapeHtml(text);
    return text;
  };
  switch (block.type) {
    case 'heading': {
      const words = put('text');
      const direction = directionOfText(words, theme.direction);
      if (direction !== theme.direction) {
        const side = block.align === 'center' ? '' : ` style="text-align:${startOf(direction)}"`;
        filling.texts[`${at}.text`] = `<div dir="${direction}"${side}>${escapeHtml(words)}</div>`;
      }
      return words;
    }
    case 'text': {
      const linkOf = (target: string, words: string) => {
        const href = links.add(target, words, `${at}.text`);
        return href === null ? null : { href, plain: href };
      };
      const written = writeMarkedText(page.values.get(`${at}.text`) ?? '', linkOf, {
        link: `color:${theme.link};text-decoration:underline`,
        paragraph: 'margin:0 0 16px',
        list: 'margin:0 0 16px;padding:0',
        direction: theme.direction,
        centred: block.align === 'center',
        item: 'margin:0 0 6px',
      });
      filling.texts[`${at}.text`] = written.html;
      return written.plain;
    }
    case 'image': {
      const source = wholeLink(page.values.get(`${at}.url`) ?? '');
      if (source === null || !/^https?:/i.test(source)) return '';
      filling.links[`${at}.url`] = escapeHtml(source);
      const words = put('alt');
      const href =
        block.link.trim() === ''
          ? null
          : links.add(page.values.get(`${at}.link`) ?? '', words || 'Picture', `${at}.link`);
      if (href !== null) filling.links[`${at}.link`] = escapeHtml(href);
      return href === null || words === '' ? words : `${words}: ${href}`;
    }
    case 'button': {
      const label = put('label');
      const href = links.add(page.values.get(`${at}.link`) ?? '', label || 'Button', `${at}.link`);
      if (href === null || label === '') return '';
      filling.links[`${at}.link`] = escapeHtml(href);
      return `${label}: ${href}`;
    }
    case 'cart':
    case 'order': {
      const list = block.type === 'cart' ? view.cart : view.order;
      if (list === null || list.lines.length === 0) return '';
      const back = block.type === 'cart' ? (view.cart?.recoveryUrl ?? null) : null;
      const lines = list.lines
        .slice(0, block.maximum)
        .map((product) => linkProduct(product, at, links, back));
      filling.products[at] = cartRows(
        lines,
        {
          ...block,
          count: list.lines.length,
          total: list.total,
          currency: list.currency,
          locale: view.locale,
        },
        theme,
      );
      return plainLines(list, block, view.locale);
    }
    case 'product': {
      const { product } = view;
      if (product === null) return '';
      const isUnpriced = !block.showPrice || product.price === null;
      const shown = { ...product, price: product.price ?? 0, quantity: 1 };
      const linked = linkProduct(shown, at, links, null);
      filling.products[at] = productGrid([{ ...linked, isUnpriced }], view.locale, theme);
      return isUnpriced
        ? product.title
        : `${product.title}, ${money(shown.price, product.currency, view.locale)}`;
    }
    case 'recommendations': {
      const products = (view.recommendedBy[block.basis] ?? view.recommendations)
        .slice(0, block.count)
        .map((product) => linkProduct(product, at, links, null));
      const title = put('title');
      if (products.length === 0) return '';
      filling.products[at] = productGrid(products, view.locale, theme);
      const lines = products.map(
        ({ product }) => `- ${product.title}, ${money(product.price, product.currency, view.locale)}`,
      );
      return [title, ...lines].filter((text) => text !== '').join('\n');
    }
    case 'discount': {
      const title = put('title');
      const note = put('note');
      if (view.discount === null) return '';
      const terms = termsOf(view.discount, view);
      filling.products[at] = discountBox(
        view.discount,
        escapeHtml(title || view.discount.label),
        escapeHtml(note),
        terms,
        theme,
      );
      return [`${title || view.discount.label}: ${view.discount.code}`, terms, note]
        .filter((text) => text !== '')
        .join('\n');
    }
    case 'survey': {
      const question = put('question');
      if (question === '') return '';
      const survey = {
        ...block,
        block: page.blocks.indexOf(block),
        question,
        name: block.name.trim() || block.question.trim(),
        answers: surveyChoices(block),
        thanks: block.thanks.trim(),
      };
      const addresses = links.addSurvey(asked(survey));
      filling.products[at] = surveyBox(survey, addresses.map(escapeHtml), theme);
      return plainSurvey(survey, addresses);
    }
    case 'footer':
      put('note');
      return '';
    default:
      return '';
  }
}

/** Only what a question has: it is stored with the links of the message. */
const asked = ({ block, name, question, scale, answers, low, high, comment, thanks }: AskedSurvey) => ({
  block,
  name,
  question,
  scale,
  answers,
  low,
  high,
  comment,
  thanks,
});

/** A product with the target of its link: its own, otherwise the given one. A product may have none. */
function linkProduct(
  product: ProductView,
  at: string,
  links: LinksToWrite,
  otherwise: string | null,
): LinkedProduct {
  const address = product.url ?? otherwise;
  const href = address === null ? null : links.add(address, product.title || 'Product', at);
  return { product, href: href === null ? null : escapeHtml(href) };
}

function plainLines(
  cart: Pick<NonNullable<ContentView['cart']>, 'lines' | 'total' | 'currency'>,
  block: Extract<EmailBlock, { type: 'cart' | 'order' }>,
  locale: string,
): string {
  const price = (amount: number) => money(amount, cart.currency, locale);
  const lines = cart.lines
    .slice(0, block.maximum)
    .map(
      (line) =>
        `- ${line.quantity > 1 ? `${line.quantity} × ` : ''}${line.title || 'A product'}${block.showPrices ? `, ${price(line.price * line.quantity)}` : ''}`,
    );
  const rest = cart.lines.length - block.maximum;
  if (rest > 0) lines.push(`- and ${rest} more`);
  if (block.showPrices && block.showTotal) lines.push(`Total: ${price(cart.total)}`);
  return lines.join('\n');
}

/** "Use it until Saturday, March 5. On orders from $50.00." */
function termsOf(discount: DiscountView, view: ContentView): string {
  const until =
    discount.expiresAt === null
      ? ''
      : `Use it until ${formatDate(discount.expiresAt, view.zone, view.locale, 'long')}.`;
  const from =
    discount.minimum === null || discount.minimum <= 0
      ? ''
      : `On orders from ${money(discount.minimum, view.currency, view.locale)}.`;
  return [until, from].filter((part) => part !== '').join(' ');
}

function plainFooter({ blocks, values, view, brand, purpose }: PageToFill): string {
  const at = blocks.findIndex((block) => block.type === 'footer');
  const note = at < 0 ? '' : unmark(values.get(`blocks.${at}.note`) ?? '').trim();
  return [
    '--',
    note,
    brand.address === '' ? brand.name : `${brand.name}, ${brand.address}`,
    ...(purpose === 'marketing'
      ? [`Unsubscribe: ${view.links.unsubscribe}`, `Choose what you get: ${view.links.preferences}`]
      : []),
  ]
    .filter((line) => line !== '')
    .join('\n');
}

const money = (amount: number, currency: string, locale: string) => formatMoney({ amount, currency }, locale);

import type { EmailBlock } from '@millrace/channels';
import { escapeHtml } from '../liquid/marks.ts';
import { startOf } from './direction.ts';
import type { SlotList } from './slots.ts';
import type { Theme } from './theme.ts';

/** The marketer's "left" is the side where lines begin. */
const side = (align: 'left' | 'center', theme: Theme) =>
  align === 'center' ? 'center' : startOf(theme.direction);
const raw = (slot: string) => `<mj-raw>${slot}</mj-raw>`;
const has = (field: string) => (filling: { readonly texts: Readonly<Record<string, string>> }) =>
  (filling.texts[field] ?? '') !== '';

/** One block as MJML inside the column of the card. `field` is its path in the content: `blocks.3`. */
export function layOutBlock(block: EmailBlock, field: string, slots: SlotList, theme: Theme): string {
  const pad = (top: number, bottom: number) =>
    `css-class="gut ink" padding="${top}px ${theme.gutter}px ${bottom}px"`;
  switch (block.type) {
    case 'heading': {
      const size =
        block.size === 'large'
          ? 'font-size="30px" line-height="36px"'
          : 'font-size="21px" line-height="28px"';
      return slots.when(
        has(`${field}.text`),
        `<mj-text css-class="gut ink${block.size === 'large' ? ' big' : ''}" padding="10px ${theme.gutter}px 14px" align="${side(block.align, theme)}" font-weight="700" letter-spacing="-0.3px" ${size} color="${theme.ink}">${slots.text(`${field}.text`)}</mj-text>`,
        raw,
      );
    }
    case 'text':
      return slots.when(
        has(`${field}.text`),
        `<mj-text ${pad(0, 22)} align="${side(block.align, theme)}">${slots.text(`${field}.text`)}</mj-text>`,
        raw,
      );
    case 'image':
      return layOutImage(block, field, slots, theme);
    case 'button':
      return slots.when(
        (filling) => filling.links[`${field}.link`] !== undefined && has(`${field}.label`)(filling),
        `<mj-button css-class="gut act" padding="4px ${theme.gutter}px 28px" align="${side(block.align, theme)}" href="${slots.link(`${field}.link`)}" background-color="${theme.accent}" color="${theme.onAccent}" border-radius="${theme.smallRadius}px" font-size="16px" font-weight="600" line-height="24px" inner-padding="13px 28px">${slots.text(`${field}.label`)}</mj-button>`,
        raw,
      );
    case 'cart':
    case 'order':
    case 'product':
    case 'recommendations': {
      const titled = block.type === 'recommendations' && block.title !== '';
      const title = titled
        ? slots.when(
            has(`${field}.title`),
            `<mj-text css-class="gut ink" align="${startOf(theme.direction)}" padding="6px ${theme.gutter}px 12px" font-size="18px" line-height="24px" font-weight="700">${slots.text(`${field}.title`)}</mj-text>`,
            raw,
          )
        : '';
      const table = `<mj-table ${pad(0, 24)} font-size="15px" line-height="22px" color="${theme.ink}">${slots.fill((filling) => filling.products[field] ?? '')}</mj-table>`;
      return slots.when((filling) => (filling.products[field] ?? '') !== '', title + table, raw);
    }
    case 'discount':
      return slots.when(
        (filling) => filling.flags['discount'] === true,
        `<mj-table ${pad(2, 26)}>${slots.fill((filling) => filling.products[field] ?? '')}</mj-table>`,
        raw,
      );
    case 'survey':
      return slots.when(
        (filling) => (filling.products[field] ?? '') !== '',
        `<mj-table ${pad(8, 26)}>${slots.fill((filling) => filling.products[field] ?? '')}</mj-table>`,
        raw,
      );
    case 'divider':
      return `<mj-divider css-class="gut rule" padding="4px ${theme.gutter}px 24px" border-width="1px" border-color="${theme.line}" />`;
    case 'spacer':
      return `<mj-spacer height="${block.height}px" />`;
    case 'footer':
      return '';
  }
}

function layOutImage(
  block: Extract<EmailBlock, { type: 'image' }>,
  field: string,
  slots: SlotList,
  theme: Theme,
): string {
  const source = `${field}.url`;
  const link = `${field}.link`;
  const full = block.width >= 600;
  const image = (href: string) =>
    `<mj-image css-class="${full ? '' : 'gut'}" padding="${full ? '4px 0 24px' : `4px ${theme.gutter}px 24px`}" width="${block.width}px" border-radius="${full ? 0 : theme.smallRadius}px" src="${slots.link(source)}" alt="${slots.text(`${field}.alt`)}" ${href} />`;
  const shown = (filling: { links: Readonly<Record<string, string>> }) => filling.links[source] !== undefined;
  const plain = slots.when((filling) => shown(filling) && filling.links[link] === undefined, image(''), raw);
  if (block.link.trim() === '') return plain;
  return (
    plain +
    slots.when(
      (filling) => shown(filling) && filling.links[link] !== undefined,
      image(`href="${slots.link(link)}"`),
      raw,
    )
  );
}

/** The top of the page: the shop's logo, or its name as text. */
export function layOutHeader(name: string, logoUrl: string | null, slots: SlotList, theme: Theme): string {
  const href = slots.link('brand.url');
  if (logoUrl !== null) {
    return `<mj-image css-class="gut" padding="34px ${theme.gutter}px 20px" align="${startOf(theme.direction)}" height="40px" width="160px" src="${escapeHtml(logoUrl)}" alt="${escapeHtml(name)}" href="${href}" />`;
  }
  return `<mj-text css-class="gut ink" align="${startOf(theme.direction)}" padding="34px ${theme.gutter}px 18px" font-size="17px" line-height="24px" font-weight="700"><a href="${href}" target="_blank" style="color:${theme.ink};text-decoration:none">${escapeHtml(name)}</a></mj-text>`;
}

/** The footer: who sends this, why, from where, and how to unsubscribe. */
export function layOutFooter(
  name: string,
  address: string,
  note: string | null,
  slots: SlotList,
  theme: Theme,
): string {
  const link = (field: string, words: string) =>
    `<a href="${slots.link(field)}" target="_blank" style="color:${theme.soft};text-decoration:underline">${words}</a>`;
  const text = (inside: string) =>
    `<mj-text css-class="gut soft" padding="0 ${theme.gutter}px 6px" align="center" font-size="13px" line-height="20px" color="${theme.soft}">${inside}</mj-text>`;
  return (
    (note !== null ? slots.when(has(note), text(slots.text(note)), raw) : '') +
    text(escapeHtml(name) + (address !== '' ? ` · ${escapeHtml(address)}` : '')) +
    slots.when(
      (filling) => filling.flags['marketing'] === true,
      text(
        `${link('links.unsubscribe', 'Unsubscribe')} &nbsp;·&nbsp; ${link('links.preferences', 'Choose what you get')}`,
      ),
      raw,
    )
  );
}

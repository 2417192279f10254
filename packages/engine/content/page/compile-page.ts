/// <reference path="../mjml.d.ts" />
import { createHash } from 'node:crypto';
import mjmlModule from 'mjml';
import { canonicalJson, fail } from '@millrace/base';
import type { EmailBlock } from '@millrace/channels';
import type { Brand } from './brand.ts';
import { escapeHtml } from '../liquid/marks.ts';
import { layOutBlock, layOutFooter, layOutHeader } from './layout-blocks.ts';
import { cutAtSlots, SlotList, type Segment } from './slots.ts';
import { styleSheet, themeOf } from './theme.ts';

// mjml is a CommonJS package: some loaders return its exports as `default`, others the function itself.
const mjml2html = ((mjmlModule as { default?: unknown }).default ?? mjmlModule) as typeof mjmlModule;

/** The laid-out page of some blocks and a brand, cut at the slots that differ by person. */
export type CompiledPage = readonly Segment[];

const compiled = new Map<string, Promise<CompiledPage>>();
const KEPT = 300;

/** The laid-out page of these blocks, with a cache. Laying out takes about 10 ms, filling well under 1. */
export function compilePage(blocks: readonly EmailBlock[], brand: Brand): Promise<CompiledPage> {
  const key = createHash('sha256')
    .update(canonicalJson([blocks, brand]))
    .digest('base64');
  const known = compiled.get(key);
  if (known) return known;
  if (compiled.size >= KEPT) compiled.delete(compiled.keys().next().value!);
  const page = layOut(blocks, brand);
  compiled.set(key, page);
  page.catch(() => compiled.delete(key));
  return page;
}

async function layOut(blocks: readonly EmailBlock[], brand: Brand): Promise<CompiledPage> {
  const slots = new SlotList();
  const theme = themeOf(brand);
  const footerAt = blocks.findIndex((block) => block.type === 'footer');
  const note = footerAt < 0 ? null : `blocks.${footerAt}.note`;
  const body = blocks.map((block, index) => layOutBlock(block, `blocks.${index}`, slots, theme)).join('\n');
  const mjml = `<mjml lang="${escapeHtml(brand.language)}" dir="${theme.direction}">
  <mj-head>
    <mj-title>${slots.text('subject')}</mj-title>
    <mj-preview>${slots.text('preheader')}${PREVIEW_FILLER}</mj-preview>
    <mj-raw><meta name="color-scheme" content="light dark"><meta name="supported-color-schemes" content="light dark"><meta name="format-detection" content="telephone=no,date=no,address=no,email=no"></mj-raw>
    <mj-attributes>
      <mj-all font-family="${theme.font}" />
      <mj-text font-size="16px" line-height="26px" color="${theme.ink}" />
      <mj-section padding="0" direction="${theme.direction}" />
      <mj-column padding="0" direction="${theme.direction}" />
    </mj-attributes>
    <mj-style>${styleSheet(theme)}</mj-style>
  </mj-head>
  <mj-body background-color="${theme.ground}" width="600px" css-class="ground">
    <mj-section css-class="frame" padding="28px 0 0"><mj-column><mj-spacer height="1px" /></mj-column></mj-section>
    <mj-section css-class="card" background-color="${theme.card}" border-radius="${theme.radius}px" padding="0 0 14px">
      <mj-column>
        ${layOutHeader(brand.name, brand.logoUrl, slots, theme)}
        ${body}
      </mj-column>
    </mj-section>
    <mj-section padding="22px 0 36px"><mj-column>${layOutFooter(brand.name, brand.address, note, slots, theme)}</mj-column></mj-section>
  </mj-body>
</mjml>`;
  const { html, errors } = await mjml2html(mjml, { validationLevel: 'soft', keepComments: false });
  const first = errors[0];
  if (first) fail('content-invalid', { problem: first.message });
  const pixel = slots.fill((filling) => filling.texts['pixel'] ?? '');
  return cutAtSlots(squeeze(html).replace('</body>', `${pixel}</body>`), slots.slots);
}

/** Fills a short preview line, so that inboxes do not add the first words of the body. */
const PREVIEW_FILLER = '&#847;&zwnj;&nbsp;'.repeat(60);

/** Removes the indentation that MJML adds: a third of the page, and inboxes clip at 102 KB. */
function squeeze(html: string): string {
  return html.replace(/^[ \t]+/gm, '').replace(/\n{2,}/g, '\n');
}

import { load, type CheerioAPI } from 'cheerio';
import type { ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';

/** A part of a screen as assistive technology is told of it. */
export interface Part {
  readonly role: string;
  /** Its accessible name; empty without one. */
  readonly name: string;
  readonly description: string;
  /** Also when a fieldset around it is disabled. */
  readonly disabled: boolean;
  readonly invalid: boolean;
  readonly value: string | undefined;
  readonly words: string;
  /** An attribute as written, such as `aria-checked` or `tabindex`. */
  readonly said: (attribute: string) => string | undefined;
}

export interface Picture {
  readonly html: string;
  /** All that is read out, in order, with single spaces. What is hidden from assistive technology is left out. */
  readonly words: string;
  readonly all: (role: string) => readonly Part[];
  readonly names: (role: string) => readonly string[];
  /** The one part of that role and name. @throws Error with the names there are, if there is none or several */
  readonly one: (role: string, name?: string | RegExp) => Part;
  /** Parts that a CSS selector finds. */
  readonly find: (selector: string) => readonly Part[];
}

type Element = Parameters<CheerioAPI['contains']>[0];

/** Roles by tag, as https://www.w3.org/TR/html-aria/ gives them. Those of inputs depend on their type. */
const ROLES: Readonly<Record<string, string>> = {
  button: 'button',
  textarea: 'textbox',
  ul: 'list',
  ol: 'list',
  li: 'listitem',
  table: 'table',
  tr: 'row',
  th: 'columnheader',
  td: 'cell',
  nav: 'navigation',
  aside: 'complementary',
  fieldset: 'group',
  main: 'main',
  hr: 'separator',
  dt: 'term',
  dd: 'definition',
  time: 'time',
  img: 'img',
};
const INPUTS: Readonly<Record<string, string>> = {
  checkbox: 'checkbox',
  radio: 'radio',
  range: 'slider',
  search: 'searchbox',
  hidden: '',
  password: 'password',
};

const plain = (text: string) => text.replace(/\s+/g, ' ').trim();

/** Renders an element without a browser, and tells what a person with a screen reader would find. */
export function lookAt(element: ReactElement): Picture {
  const html = renderToStaticMarkup(element);
  const $ = load(html, null, false);
  // What is hidden is neither read out nor found. A hidden input stands behind most of our controls.
  $('[aria-hidden="true"], [hidden], script, style').remove();
  const parts = $('*')
    .toArray()
    .flatMap((one): readonly Part[] => {
      const role = roleOf($, one);
      return role === '' ? [] : [partOf($, one, role)];
    });
  const all = (role: string) => parts.filter((part) => part.role === role);
  return {
    html,
    words: wordsOf($, $.root().contents().toArray() as Element[]),
    all,
    names: (role) => all(role).map(({ name }) => name),
    one: (role, name) => {
      const found = all(role).filter((part) =>
        name === undefined ? true : typeof name === 'string' ? part.name === name : name.test(part.name),
      );
      const [only] = found;
      if (only && found.length === 1) return only;
      const there = all(role).map((part) => `“${part.name}”`);
      throw new Error(`${found.length} of ${role} ${String(name)}; there are ${there.join(', ') || 'none'}`);
    },
    find: (selector) =>
      $(selector)
        .toArray()
        .map((one) => partOf($, one, roleOf($, one))),
  };
}

function roleOf($: CheerioAPI, one: Element): string {
  const node = $(one);
  const given = node.attr('role');
  if (given !== undefined) return given;
  const tag = node.prop('tagName')?.toLowerCase() ?? '';
  if (/^h[1-6]$/.test(tag)) return 'heading';
  if (tag === 'a') return node.attr('href') === undefined ? '' : 'link';
  if (tag === 'section') return nameOf($, one, '') === '' ? '' : 'region';
  if (tag === 'input') return INPUTS[node.attr('type') ?? 'text'] ?? 'textbox';
  return ROLES[tag] ?? '';
}

function partOf($: CheerioAPI, one: Element, role: string): Part {
  const node = $(one);
  return {
    role,
    name: nameOf($, one, role),
    description: byIds($, node.attr('aria-describedby')),
    disabled:
      node.attr('disabled') !== undefined ||
      node.attr('aria-disabled') === 'true' ||
      node.closest('fieldset[disabled]').length > 0,
    invalid: node.attr('aria-invalid') === 'true',
    value: node.prop('tagName') === 'TEXTAREA' ? node.text() : node.attr('value'),
    words: wordsOf($, [one]),
    said: (attribute) => node.attr(attribute),
  };
}

/** Roles that are named by their content, by https://www.w3.org/TR/wai-aria-1.2/#namefromcontent. */
const FROM_CONTENT = new Set([
  'button',
  'link',
  'heading',
  'listitem',
  'cell',
  'columnheader',
  'tab',
  'radio',
  'switch',
  'checkbox',
  'menuitem',
  'option',
  'combobox',
]);

function nameOf($: CheerioAPI, one: Element, role: string): string {
  const node = $(one);
  const id = node.attr('id');
  const label =
    id === undefined
      ? []
      : $('label')
          .filter((_, found) => $(found).attr('for') === id)
          .toArray();
  const named =
    byIds($, node.attr('aria-labelledby')) ||
    plain(node.attr('aria-label') ?? '') ||
    wordsOf($, label as Element[]) ||
    wordsOf($, node.children('legend, caption').toArray() as Element[]) ||
    plain(node.attr('alt') ?? '');
  return named || (FROM_CONTENT.has(role) ? wordsOf($, [one]) : '');
}

const byIds = ($: CheerioAPI, ids: string | undefined): string =>
  plain(
    (ids ?? '')
      .split(/\s+/)
      .filter(Boolean)
      .map((id) =>
        wordsOf(
          $,
          $('*')
            .filter((_, found) => $(found).attr('id') === id)
            .toArray() as Element[],
        ),
      )
      .join(' '),
  );

/** Text with the names of pictures, as it is read out. Blocks are apart from one another. */
function wordsOf($: CheerioAPI, nodes: readonly Element[]): string {
  const read = (node: Element): string => {
    if (node.type === 'text') return node.data;
    if (!('children' in node)) return '';
    const label =
      node.type === 'tag' && /^(svg|img)$/.test(node.name) ? node.attribs['aria-label'] : undefined;
    if (label !== undefined) return label;
    // Elements beside one another are drawn apart, also where no space is written between them.
    const inside = node.children
      .map(
        (child, at) =>
          `${at > 0 && bothTags(node.children[at - 1], child) ? ' ' : ''}${read(child as Element)}`,
      )
      .join('');
    return node.type === 'tag' && INLINE.has(node.name) ? inside : ` ${inside} `;
  };
  return plain(nodes.map(read).join(' '));
}

const bothTags = (one: { type: string } | undefined, other: { type: string }): boolean =>
  one?.type === 'tag' && other.type === 'tag';

const INLINE = new Set(['a', 'b', 'i', 'em', 'strong', 'span', 'time', 'data', 'code', 'kbd']);

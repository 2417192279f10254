import type { Locator, Page } from '@playwright/test';
import { violationsOf } from './axe.ts';

/** Rules about nesting and accessible names. */
const RULES = [
  'nested-interactive',
  'label',
  'button-name',
  'link-name',
  'select-name',
  'aria-input-field-name',
  'aria-toggle-field-name',
  'aria-command-name',
  'aria-dialog-name',
  'aria-tooltip-name',
  'aria-treeitem-name',
  'aria-required-children',
  'aria-required-parent',
  'aria-valid-attr-value',
  'form-field-multiple-labels',
  'duplicate-id-aria',
];

/** Elements that open over a screen. */
export const OVER = '[role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"]';

/**
 * The problems with names and ids on the page, one line each.
 * @param within the part that axe checks; the whole page when left out
 */
export async function audit(page: Page, within?: string): Promise<readonly string[]> {
  const violations = await violationsOf(page, { rules: RULES, ...(within ? { within } : {}) });
  const found = violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.html.slice(0, 200)}`),
  );
  return [...found, ...(await namesOf(page))];
}

/** The same without axe, for tests that run axe themselves. */
export const namesOf = (page: Page): Promise<readonly string[]> => page.evaluate(lookAtNames);

/** Buttons that only open something, so that Escape undoes them. */
const OPENS =
  /^(New|Add|Invite|Create|Make|Connect|Edit|Change|Preview|Write|Send a test|Publish|Keys|Find|More|What|How|Why|Show|Set up|Details)/;
const MOST = 6;

/** Opens everything a screen can open, one of each sort, checks the names in it, and closes it again. */
export async function auditOpened(page: Page): Promise<readonly string[]> {
  const found: string[] = [];
  const buttons = page.locator('main button:visible');
  const known = new Set<string>();
  for (let index = 0; index < (await buttons.count()) && known.size < MOST; index += 1) {
    const button = buttons.nth(index);
    const name = ((await button.getAttribute('aria-label')) ?? (await button.textContent()) ?? '').trim();
    const popup = (await button.getAttribute('aria-haspopup')) !== null;
    // Every row of a list has the same menu, so one is enough.
    const sort = name
      .replace(/[“”].*|\d+.*/g, '')
      .split(' ')
      .slice(0, 3)
      .join(' ');
    if ((!popup && !OPENS.test(name)) || known.has(sort) || !(await button.isEnabled())) continue;
    known.add(sort);
    // What the screen reloads at this moment may close what was opened, so that is tried once more.
    let problems = await auditWhatOpens(page, button);
    if (problems === 'closed') problems = await auditWhatOpens(page, button);
    if (problems === 'closed') found.push(`${name}: what it opens closes again by itself`);
    else found.push(...problems.map((line) => `${name}: ${line}`));
  }
  return found;
}

/** Problems with names in what a button opens; none if it opens nothing, `closed` if that did not stay open. */
async function auditWhatOpens(page: Page, button: Locator): Promise<readonly string[] | 'closed'> {
  await button.click();
  const over = page.locator(OVER).last();
  const opened = await over.waitFor({ state: 'visible', timeout: 800 }).then(
    () => true,
    () => false,
  );
  if (!opened) return [];
  const found = await audit(page, OVER).catch((error: unknown) => {
    if (String(error).includes('No elements found')) return 'closed' as const;
    throw error;
  });
  await page.keyboard.press('Escape');
  await over.waitFor({ state: 'hidden' });
  return found;
}

/** Runs in the page. */
function lookAtNames(): string[] {
  const wrong: string[] = [];
  const tell = (what: string, element: Element) =>
    void wrong.push(`${what}: ${element.outerHTML.slice(0, 200)}`);
  const words = (element: Element | null | undefined) =>
    (element?.textContent ?? '').replace(/\s+/g, ' ').trim();

  const seen = new Set<string>();
  for (const element of document.querySelectorAll('[id]')) {
    if (seen.has(element.id)) tell(`the id “${element.id}” is there twice`, element);
    seen.add(element.id);
  }
  for (const name of ['aria-labelledby', 'aria-describedby', 'for', 'aria-activedescendant']) {
    for (const element of document.querySelectorAll(`[${name}]`)) {
      for (const id of (element.getAttribute(name) ?? '').split(/\s+/).filter(Boolean)) {
        if (!document.getElementById(id)) tell(`${name} names “${id}”, which is not there`, element);
      }
    }
  }

  /** The name of a control, as given by another element or by an attribute. */
  const given = (element: Element): string => {
    const by = element.getAttribute('aria-labelledby');
    if (by)
      return by
        .split(/\s+/)
        .map((id) => words(document.getElementById(id)))
        .join(' ')
        .trim();
    const spoken = element.getAttribute('aria-label');
    if (spoken) return spoken;
    return (
      words(element.id ? document.querySelector(`label[for="${CSS.escape(element.id)}"]`) : null) ||
      words(element.closest('label'))
    );
  };
  const shown = (element: Element) =>
    element.getClientRects().length > 0 && getComputedStyle(element).visibility !== 'hidden';
  const toggles = [...document.querySelectorAll('[role="switch"], [role="checkbox"], [role="radio"]')].filter(
    shown,
  );
  for (const toggle of toggles) {
    const name = given(toggle) || words(toggle);
    const label = words(
      toggle.closest('label')?.querySelector('[id$="-words"], span > span') ?? toggle.closest('label'),
    );
    if (name === '') tell('a toggle has no name', toggle);
    else if (label !== '' && !name.startsWith(label.slice(0, 12)))
      tell(`a toggle is called “${name}”, and its label says “${label}”`, toggle);
  }
  // Of two adjacent toggles with the same name, one has the other's name.
  const groups = new Map<Element | null, Map<string, Element>>();
  for (const toggle of toggles) {
    const group = toggle.closest('fieldset, [role="radiogroup"], form, section, [role="dialog"], tr, li');
    const names = groups.get(group) ?? new Map<string, Element>();
    groups.set(group, names);
    const name = given(toggle) || words(toggle);
    if (names.has(name)) tell(`two toggles of one group are called “${name}”`, toggle);
    names.set(name, toggle);
  }
  for (const label of document.querySelectorAll<HTMLLabelElement>('label[for]')) {
    const control = document.getElementById(label.htmlFor);
    if (
      control &&
      shown(control) &&
      words(label) !== '' &&
      !given(control).includes(
        words(label)
          .replace(/ \(optional\)$/, '')
          .slice(0, 20),
      )
    )
      tell(`the label “${words(label)}” belongs to what is called “${given(control)}”`, control);
  }
  const fields =
    'input:not([type="hidden"], [aria-hidden="true"]), textarea, select, [role="combobox"], [role="textbox"], [role="spinbutton"]';
  for (const field of document.querySelectorAll(fields))
    if (shown(field) && given(field) === '') tell('a field has no name', field);
  for (const button of document.querySelectorAll(
    'button, a[href], [role="button"], [role="tab"], [role="menuitem"]',
  )) {
    if (
      shown(button) &&
      given(button) === '' &&
      words(button) === '' &&
      !button.querySelector('[aria-label], img[alt]')
    )
      tell('a button has no name', button);
  }
  return wrong;
}

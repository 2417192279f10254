import { drawForm, element, inColour, type Sending } from './draw-form.ts';
import type { FormWords } from './settings.ts';

const STYLE = `
dialog{padding:0;border:0;border-radius:14px;width:min(26rem,calc(100vw - 32px));max-height:calc(100dvh - 32px);overflow:auto;background:var(--millrace-back,#fff);color:var(--millrace-ink,#1d1c1a);font:16px/1.5 system-ui,sans-serif;box-shadow:0 20px 60px #0005}
dialog::backdrop{background:#0008}.in{padding:28px 24px 24px}.close{position:absolute;top:6px;right:6px;width:44px;height:44px;border:0;background:none;color:inherit;font:24px/1 system-ui;cursor:pointer;border-radius:8px}.close:focus-visible{outline:2px solid currentColor;outline-offset:-4px}h2{padding-right:32px}
@media (prefers-color-scheme:dark){dialog{background:var(--millrace-back,#1f1e1b);color:var(--millrace-ink,#edeae3);--millrace-line:#8a857a}}
@media (prefers-reduced-motion:no-preference){dialog[open]{animation:in .15s}@keyframes in{from{opacity:0;translate:0 8px}}}`;

let isOpen = false;

/**
 * Opens a form over the page. The browser's own dialog keeps the focus inside, closes by Escape, and gives the focus
 * back where it was.
 * @returns false when another one is open
 */
export function openDialog(form: FormWords, sending: Sending): boolean {
  if (isOpen || document.querySelector('dialog[open]')) return false;
  isOpen = true;
  const host = element('div', { 'data-millrace-pop-up': form.id });
  const place = host.attachShadow({ mode: 'open' });
  const close = element('button', { class: 'close', type: 'button', 'aria-label': 'Close' }, '×');
  const inside = element('div', { class: 'in' });
  const dialog = element('dialog', {}, inside, close);
  place.append(element('style', {}, STYLE), dialog);
  dialog.setAttribute('aria-labelledby', drawForm(inside, form, sending));
  inColour(host, sending);
  close.addEventListener('click', () => dialog.close());
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog) dialog.close();
  });
  dialog.addEventListener('close', () => {
    host.remove();
    isOpen = false;
  });
  document.body.append(host);
  dialog.showModal();
  return true;
}

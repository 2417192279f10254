import type { FormWords, PopUp } from './settings.ts';

const DAY = 24 * 60 * 60 * 1000;
/** Nobody is interrupted while they pay. */
const CHECKOUT = /\/(?:checkouts?|cart|basket|kasse|caisse|thank[_-]?you|order-received)(?:\/|$)/i;
const shownAt = (id: string) => `millrace-form-${id}`;

export const mayInterrupt = (path: string): boolean => !CHECKOUT.test(path);

/** Whether a form may open again. @param shown when it opened last, as it is kept */
export const isDue = ({ everyDays }: PopUp, shown: string | null, now: number): boolean =>
  shown === null || !(now - Number(shown) < everyDays * DAY);

/**
 * Opens a form when its time has come: once on a page, once in its days, and never in the checkout.
 * @param open returns false when it cannot open now
 */
export function watchFor(form: FormWords, popUp: PopUp, open: () => boolean): void {
  if (!mayInterrupt(location.pathname) || !isDue(popUp, read(form.id), Date.now())) return;
  const stops: (() => void)[] = [];
  const now = () => {
    if (!mayInterrupt(location.pathname) || !open()) return;
    for (const stop of stops) stop();
    remember(form.id);
  };
  const on = (target: EventTarget, event: string, run: (event: Event) => void) => {
    target.addEventListener(event, run, { passive: true });
    stops.push(() => target.removeEventListener(event, run));
  };
  const { after } = popUp;
  if (after !== null) {
    const began = performance.now();
    // Looked at again, as it may have to wait for the visitor's consent.
    const timer = setInterval(() => (performance.now() - began >= after * 1000 ? now() : undefined), 500);
    stops.push(() => clearInterval(timer));
  }
  const { scrolled } = popUp;
  if (scrolled !== null)
    on(window, 'scroll', () => {
      const { scrollHeight, clientHeight, scrollTop } = document.documentElement;
      if (scrollTop >= ((scrollHeight - clientHeight) * scrolled) / 100) now();
    });
  if (popUp.leaving)
    on(document, 'mouseout', (event) => {
      const { relatedTarget, clientY } = event as MouseEvent;
      if (relatedTarget === null && clientY <= 0) now();
    });
}

/** When it was shown last. Kept only by visitors who have agreed, as everything else. */
function read(id: string): string | null {
  try {
    return localStorage.getItem(shownAt(id));
  } catch {
    return null;
  }
}

function remember(id: string): void {
  try {
    localStorage.setItem(shownAt(id), String(Date.now()));
  } catch {
    // Forbidden by the browser: it may open again on the next page.
  }
}

import type { FormWords, PopUp } from './settings.ts';

const DAY = 24 * 60 * 60 * 1000;
/** Nobody is interrupted while they pay. */
const CHECKOUT = /\/(?:checkouts?|cart|basket|kasse|caisse|thank[_-]?you|order-received)(?:\/|$)/i;
const shownAt = (id: string) => `millrace-form-${id}`;

export const mayInterrupt = (path: string): boolean => !CHECKOUT.test(path);

/** Whether a form may open again. @param shown when it opened last, as it is kept */
export const isDue = ({ everyDays }: PopUp, shown: string | null, now: number): boolean =>
  shown === null || !(now - Number(shown) < everyDays * DAY);

/** Opens a form when its time has come: once on a page, once in its days, and never in the checkout. */
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
  if (popUp.after !== null) {
    const timer = setTimeout(now, popUp.after * 1000);
    stops.push(() => clearTimeout(timer));
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

/**
 * When it was shown last. That somebody closed a pop-up is kept for them and not about them, and is sent to nobody;
 * where the browser keeps nothing, it is once in each session.
 */
function read(id: string): string | null {
  try {
    return localStorage.getItem(shownAt(id)) ?? sessionStorage.getItem(shownAt(id));
  } catch {
    return null;
  }
}

function remember(id: string): void {
  try {
    // Without consent only until the browser is closed.
    (localStorage.getItem('millrace') === null ? sessionStorage : localStorage).setItem(
      shownAt(id),
      String(Date.now()),
    );
  } catch {
    // Forbidden by the browser: it may open again on the next page.
  }
}

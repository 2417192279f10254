/** The little of a keyboard event that is needed here; the browser's own fits. */
interface RowKeyEvent {
  readonly key: string;
  readonly target: unknown;
  readonly currentTarget: RowElement;
  preventDefault(): void;
}

interface RowElement {
  readonly previousElementSibling: unknown;
  readonly nextElementSibling: unknown;
  readonly parentElement: { readonly firstElementChild: unknown; readonly lastElementChild: unknown } | null;
}

/** Arrow keys, Home and End between rows, Enter to open. Keys pressed inside a control of the row stay the control's. */
export function moveBetweenRows(event: RowKeyEvent, open: () => void): void {
  if (event.target !== event.currentTarget) return;
  const row = event.currentTarget;
  const steps: Readonly<Record<string, unknown>> = {
    ArrowDown: row.nextElementSibling,
    ArrowUp: row.previousElementSibling,
    Home: row.parentElement?.firstElementChild,
    End: row.parentElement?.lastElementChild,
  };
  if (event.key === 'Enter') {
    event.preventDefault();
    open();
  } else if (event.key in steps) {
    event.preventDefault();
    (steps[event.key] as { focus?: () => void } | null | undefined)?.focus?.();
  }
}

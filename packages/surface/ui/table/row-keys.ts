/** The part of a keyboard event that is read here. */
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

/** Moves between rows with arrow keys, Home and End, and opens a row with Enter. Ignores keys pressed inside a row's controls. */
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

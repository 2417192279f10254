/** The little of a keyboard event needed to decide; the browser's own fits. */
export interface PressedKey {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly typing: boolean;
}

export type GlobalAction =
  | { act: 'palette' }
  | { act: 'help' }
  | { act: 'go'; key: string }
  | { act: 'begin-go' }
  | null;

/**
 * What a key means anywhere in the product. Plain letters mean nothing while somebody is typing.
 * @param going true when `g` was pressed just before
 */
export function globalAction(pressed: PressedKey, going: boolean): GlobalAction {
  const key = pressed.key.toLowerCase();
  if ((pressed.ctrlKey || pressed.metaKey) && !pressed.altKey && key === 'k') return { act: 'palette' };
  if (pressed.typing || pressed.ctrlKey || pressed.metaKey || pressed.altKey) return null;
  if (key === '?') return { act: 'help' };
  if (going) return { act: 'go', key };
  return key === 'g' ? { act: 'begin-go' } : null;
}

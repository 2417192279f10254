/** The part of a keyboard event that is read here. */
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
 * The action of a key that works everywhere. Plain letters have none while a text field has the focus.
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

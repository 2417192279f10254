'use client';
import { useEffect } from 'react';
import type { Editor } from '../store/editor.ts';
import { useEditor } from '../store/hooks.ts';
import { act } from './act.ts';
import { ANYWHERE, FOR_BUTTONS, IN_TEXT, intentOf, type Intent } from './shortcuts.ts';
import { useClipboard } from './use-clipboard.ts';
import { useView } from './use-view.ts';
import { zoneOf, type Zone } from './zones.ts';

/** Handles all keys of the editor. */
export function useKeyboard(): void {
  const editor = useEditor();
  const view = useView();
  useClipboard();
  useEffect(() => {
    /** The text of a field when it got the focus. While it is unchanged, undo is for the flow, not for typing. */
    let began: { readonly field: EventTarget; readonly text: string } | null = null;
    const enter = ({ target }: FocusEvent) => {
      began = hasText(target) ? { field: target, text: target.value } : null;
    };
    const press = (event: KeyboardEvent) => {
      // A disabled button prevents the default of every key. After a press on it keys are still for the canvas.
      if (event.isComposing || (event.defaultPrevented && !isIdle(event.target))) return;
      const intent = intentOf({
        key: event.key,
        control: event.ctrlKey || event.metaKey,
        shift: event.shiftKey,
        alt: event.altKey,
      });
      if (!intent) return;
      const zone = zoneOf(event.target);
      const typed =
        hasText(event.target) && (began?.field !== event.target || began.text !== event.target.value);
      if (!isMeant(intent, zone, event.target, typed)) return;
      if (act(editor, view, intent, zone, event.target)) event.preventDefault();
    };
    const leave = (event: KeyboardEvent) => {
      leavePanel(editor, event);
      // Otherwise the tooltip of a button in the bar would handle Escape.
      if (event.key === 'Escape' && zoneOf(event.target) === 'chrome')
        act(editor, view, 'leave', 'chrome', event.target);
    };
    window.addEventListener('focusin', enter);
    window.addEventListener('keydown', press);
    // In the capture phase: a combobox with a closed list would handle Escape and clear its value.
    window.addEventListener('keydown', leave, true);
    return () => {
      window.removeEventListener('focusin', enter);
      window.removeEventListener('keydown', press);
      window.removeEventListener('keydown', leave, true);
    };
  }, [editor, view]);
}

const hasText = (target: EventTarget | null): target is HTMLInputElement | HTMLTextAreaElement =>
  target instanceof HTMLTextAreaElement ||
  (target instanceof HTMLInputElement && !['checkbox', 'radio', 'button'].includes(target.type));

const isIdle = (target: EventTarget | null) =>
  target instanceof Element && target.closest('[aria-disabled="true"]') !== null;

const isUndo = (intent: Intent) => intent === 'undo' || intent === 'redo';

/** Whether the editor handles an intent in this zone. Keys of text fields and overlays are left to them. */
function isMeant(intent: Intent, zone: Zone, target: EventTarget | null, typed: boolean): boolean {
  // In a dialog that edits the flow, such as writing a message, undo works as on the canvas.
  const within = target instanceof Element ? target.closest('[role="dialog"]') : null;
  if (within) return isUndo(intent) && within.querySelector('[data-undoes]') !== null && !typed;
  switch (zone) {
    case 'overlay':
      return false;
    case 'text':
      return IN_TEXT.has(intent) || (isUndo(intent) && !typed);
    case 'panel':
    case 'outside':
      return ANYWHERE.has(intent);
    case 'chrome':
      return !FOR_BUTTONS.has(intent) && intent !== 'leave';
    default:
      return true;
  }
}

/** Escape in the panel closes it and focuses the step. */
function leavePanel(editor: Editor, event: KeyboardEvent): void {
  if (event.key !== 'Escape' || !(event.target instanceof Element) || !editor.store.getState().panel) return;
  if (zoneOf(event.target) === 'overlay' || event.target.getAttribute('aria-expanded') === 'true') return;
  if (!event.target.closest('[data-zone="panel"]')) return;
  event.preventDefault();
  event.stopPropagation();
  editor.choose.closePanel();
}

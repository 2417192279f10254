'use client';
import { useEffect } from 'react';
import { useEditor } from '../store/hooks.ts';
import { chooseFocused } from './act.ts';
import { zoneOf } from './zones.ts';

const OURS = new Set(['canvas', 'outline', 'chrome']);

/** Copies, cuts and pastes steps by the browser's clipboard events, except in text fields. */
export function useClipboard(): void {
  const editor = useEditor();
  useEffect(() => {
    const copy = (event: ClipboardEvent) => {
      if (!OURS.has(zoneOf(event.target)) || !window.getSelection()?.isCollapsed) return;
      chooseFocused(editor, event.target);
      const text = editor.edit.copy();
      if (!text) return;
      event.clipboardData?.setData('text/plain', text);
      event.preventDefault();
      if (event.type === 'cut') editor.edit.remove(editor.store.getState().selection);
    };
    const paste = (event: ClipboardEvent) => {
      if (!OURS.has(zoneOf(event.target))) return;
      if (editor.edit.paste(event.clipboardData?.getData('text/plain') ?? '')) event.preventDefault();
    };
    document.addEventListener('copy', copy);
    document.addEventListener('cut', copy);
    document.addEventListener('paste', paste);
    return () => {
      document.removeEventListener('copy', copy);
      document.removeEventListener('cut', copy);
      document.removeEventListener('paste', paste);
    };
  }, [editor]);
}

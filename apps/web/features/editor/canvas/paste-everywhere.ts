import type { Editor } from '../store/editor.ts';

/** Pastes on every open way of the chosen step what is on the clipboard, else what was copied here. */
export async function pasteEverywhere(editor: Editor): Promise<void> {
  editor.edit.pasteOnEach((await navigator.clipboard?.readText().catch(() => '')) ?? '');
}

import type { Editor } from '../store/editor.ts';

/** The text on the browser's clipboard; empty if it may not be read. */
const copied = async (): Promise<string> => (await navigator.clipboard?.readText().catch(() => '')) ?? '';

/** Pastes from the browser's clipboard, otherwise what was last copied in this editor. */
export async function pasteFrom(
  editor: Editor,
  where: Parameters<Editor['edit']['paste']>[1],
): Promise<void> {
  if (!editor.edit.paste(await copied(), where)) editor.edit.paste('', where);
}

/** Pastes on every open way of the selected step. */
export async function pasteEverywhere(editor: Editor): Promise<void> {
  editor.edit.pasteOnEach(await copied());
}

import type { Editor } from '../store/editor.ts';

/** What is on the clipboard of the browser, where it lets us read it. */
const copied = async (): Promise<string> => (await navigator.clipboard?.readText().catch(() => '')) ?? '';

/** Pastes what is on the clipboard of the browser, else what was copied here. */
export async function pasteFrom(
  editor: Editor,
  where: Parameters<Editor['edit']['paste']>[1],
): Promise<void> {
  if (!editor.edit.paste(await copied(), where)) editor.edit.paste('', where);
}

/** The same on every open way of the chosen step. */
export async function pasteEverywhere(editor: Editor): Promise<void> {
  editor.edit.pasteOnEach(await copied());
}

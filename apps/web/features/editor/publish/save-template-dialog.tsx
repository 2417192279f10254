'use client';
import { NameDialog } from '../../lists/name-dialog.tsx';
import { SAVE_TEMPLATE } from '../../lists/save-template.ts';
import { useEditor, useEditorState } from '../store/hooks.ts';

/** Saves what is on the canvas as a template of the store. */
export function SaveTemplateDialog() {
  const { actions, autosave, choose } = useEditor();
  const name = useEditorState((state) => state.flow.name);
  return (
    <NameDialog
      {...SAVE_TEMPLATE}
      given={{ name, purpose: '' }}
      onConfirm={async (entered) => {
        // The template is made of what is stored.
        await autosave.flush();
        return (await actions.saveAsTemplate?.(entered)) ?? null;
      }}
      onClose={() => choose.overlay(null)}
    />
  );
}

'use client';
import { useMemo } from 'react';
import type { ContentVariable } from '@millrace/channels';
import { useEditor, useEditorState } from '../store/hooks.ts';

/** Values that steps of this flow save under their own names, such as response fields, as placeholders. */
export function useFoundVariables(): readonly ContentVariable[] {
  const { kinds } = useEditor();
  const nodes = useEditorState((state) => state.document.nodes);
  return useMemo(() => {
    const names = new Set(
      Object.values(nodes).flatMap(({ kind, config }) => Object.keys(kinds[kind]?.setsBy?.(config) ?? {})),
    );
    return [...names].map((name): ContentVariable => {
      const path = `decision.${name}`;
      return {
        path,
        label: name,
        group: 'Decision',
        insert: `{{ ${path} | default: "" }}`,
        example: '',
        type: 'text',
        mayBeMissing: true,
      };
    });
  }, [kinds, nodes]);
}

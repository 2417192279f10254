'use client';
import { useMemo } from 'react';
import type { ContentVariable } from '@millrace/channels';
import { useEditor, useEditorState } from '../store/hooks.ts';

/** What steps of this drawing find out under names of their own, such as fields of an answer, as placeholders. */
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

'use client';
import { Icon } from '@millrace/ui';
import { useEditorState } from '../store/hooks.ts';

/** Says on a phone that a flow can be read here in every mode, and edited on a larger screen. */
export function PhoneNote() {
  const phone = useEditorState((state) => state.phone);
  const mayEdit = useEditorState((state) => state.granted.edit);
  const running = useEditorState(
    (state) => state.granted.publish && (state.flow.state === 'live' || state.flow.state === 'paused'),
  );
  if (!phone) return null;
  return (
    <p className="flex items-start gap-2 border-b border-line bg-surface px-4 py-2 text-12 text-pretty text-soft">
      <Icon name="eye" size={14} className="mt-px text-faint" />
      <span>
        {mayEdit ? 'On a phone a flow is read only. Edit it on a larger screen.' : 'Read only.'}
        {running ? ' You can pause and stop it in the menu.' : ''}
      </span>
    </p>
  );
}

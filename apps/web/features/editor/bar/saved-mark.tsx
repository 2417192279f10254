'use client';
import { useState } from 'react';
import { Button, Icon, Popover, RelativeTime } from '@millrace/ui';
import type { SaveState } from '../store/autosave.ts';
import { useEditor, useEditorState } from '../store/hooks.ts';
import { FAILURE_WORDS } from '../store/save-failure.ts';
import { SignInAgain } from '../unsaved/sign-in-again.tsx';

/** Whether the draft is saved: faint while it is, clear when it is not. */
export function SavedMark() {
  const editor = useEditor();
  const save = useEditorState((state) => state.save);
  const mayEdit = useEditorState((state) => state.mayEdit);
  const phone = useEditorState((state) => state.phone);
  const quiet = 'flex items-center gap-1 text-12 whitespace-nowrap text-faint';
  // On a phone the line below the bar says that the flow is read only.
  if (phone && save.is === 'saved') return null;
  if (!mayEdit && save.is === 'saved')
    return (
      <span className={quiet} title="Read only">
        <Icon name="eye" size={12} />
        <span className="max-sm:sr-only">Read only</span>
      </span>
    );
  return (
    <span role="status" className="flex items-center">
      {save.is === 'saved' ? (
        <span className={quiet}>
          <Icon name="check" size={12} />
          Saved
        </span>
      ) : null}
      {save.is === 'waiting' || save.is === 'saving' ? (
        <span className={quiet}>
          <Icon name="save" size={12} />
          Saving
        </span>
      ) : null}
      {save.is === 'failed' ? <Failed save={save} /> : null}
      {save.is === 'conflict' ? (
        <Button
          look="quiet"
          size="small"
          icon="users"
          className="text-broken"
          onClick={() => editor.choose.overlay(null)}
        >
          Not saved: {save.by} changed this too
        </Button>
      ) : null}
    </span>
  );
}

/** Why saving failed, what to do, and whether the work is kept meanwhile. */
function Failed({ save }: { save: Extract<SaveState, { is: 'failed' }> }) {
  const editor = useEditor();
  const kept = useEditorState((state) => state.keptHere);
  const [open, setOpen] = useState(false);
  const [signing, setSigning] = useState(false);
  const { failure, retryAt } = save;
  const signedOut = failure.kind === 'signed-out' && editor.actions.signIn !== undefined;
  return (
    <>
      <Popover
        open={open}
        onOpenChange={setOpen}
        title={FAILURE_WORDS[failure.kind]}
        align="start"
        className="w-80"
        trigger={
          <Button
            look="quiet"
            size="small"
            icon="warning"
            className={failure.kind === 'offline' ? 'text-waiting' : 'text-broken'}
          >
            {FAILURE_WORDS[failure.kind]}
          </Button>
        }
      >
        <div className="flex flex-col gap-2 pt-1 text-13 text-soft">
          <p>{failure.message}</p>
          {failure.next ? <p>{failure.next}</p> : null}
          <p>
            {kept
              ? 'Your work is kept in this browser, even if you close the page.'
              : 'This browser has no room to keep your work. Leave the page open.'}
          </p>
          {failure.requestId ? (
            <p>
              Error number: <code className="text-ink select-all">{failure.requestId}</code>
            </p>
          ) : null}
          {retryAt !== null && failure.kind !== 'signed-out' ? (
            <p className="text-12 text-faint">
              Next try <RelativeTime instant={retryAt} />
            </p>
          ) : null}
          <div className="flex justify-end gap-2 pt-1">
            <Button size="small" onClick={() => void editor.autosave.flush()}>
              Try again now
            </Button>
            {signedOut ? (
              <Button
                size="small"
                look="primary"
                onClick={() => {
                  setOpen(false);
                  setSigning(true);
                }}
              >
                Sign in
              </Button>
            ) : null}
          </div>
        </div>
      </Popover>
      {signing ? <SignInAgain onClose={() => setSigning(false)} /> : null}
    </>
  );
}

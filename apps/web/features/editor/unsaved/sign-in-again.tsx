'use client';
import { useState } from 'react';
import { Button, Dialog, Field, Input, Link } from '@millrace/ui';
import { useEditor } from '../store/hooks.ts';

const SENTENCES = {
  wrong: 'The password is wrong.',
  'too-often': 'Too many attempts. Wait a minute, then try again.',
  unreachable: 'Millrace does not answer. Try again in a moment.',
  'another-step':
    'Signing in needs another step. Sign in in another tab. This page then continues automatically.',
} as const;

/** Signs in again without leaving the page, so that no work is lost. */
export function SignInAgain({ onClose }: { onClose: () => void }) {
  const editor = useEditor();
  const { signIn, signedInAs } = editor.actions;
  const [password, setPassword] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<keyof typeof SENTENCES | null>(null);
  if (!signIn) return null;
  const submit = async () => {
    setBusy(true);
    const answer = await signIn(password);
    setBusy(false);
    if (answer !== 'signed-in') return setProblem(answer);
    onClose();
    void editor.autosave.flush();
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      title="You are signed out"
      description="Your work is kept in this browser. Sign in and it is saved."
      width="narrow"
      actions={
        <>
          <Link
            plain
            className="mr-auto text-13 text-soft"
            render={<a href="/sign-in" target="_blank" rel="noreferrer" />}
          >
            Sign in in another tab
          </Link>
          <Button type="submit" form="sign-in-again" look="primary" busy={busy} disabled={password === ''}>
            Sign in
          </Button>
        </>
      }
    >
      <form
        id="sign-in-again"
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <Field label="E-mail">
          <Input type="email" autoComplete="username" value={signedInAs ?? ''} readOnly />
        </Field>
        <Field label="Password" error={problem ? SENTENCES[problem] : undefined}>
          <Input
            type="password"
            autoComplete="current-password"
            autoFocus
            value={password}
            onValueChange={(text) => setPassword(text)}
          />
        </Field>
      </form>
    </Dialog>
  );
}

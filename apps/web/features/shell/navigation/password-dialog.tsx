'use client';
import { Button, Dialog, Field, Input, toast } from '@millrace/ui';
import { useState, type FormEvent } from 'react';
import { passwordCall, type PasswordResult } from './password-call.ts';

const SHORTEST = 8;
const SENTENCES: Readonly<Record<'too-often' | 'unreachable', string>> = {
  'too-often': 'Too many attempts. Wait a minute, then try again.',
  unreachable: 'Millrace does not answer. Check that it is running, then try again.',
};

/** Changes the user's own password. */
export function PasswordDialog({ email, onClose }: { email: string; onClose: () => void }) {
  const [present, setPresent] = useState('');
  const [next, setNext] = useState('');
  const [busy, setBusy] = useState(false);
  const [result, setResult] = useState<PasswordResult | null>(null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    const answer = await passwordCall(present, next);
    setBusy(false);
    setResult(answer);
    if (answer !== 'changed') return;
    toast.done('The password is changed. All your other sessions are signed out.');
    onClose();
  };
  return (
    <Dialog
      open
      width="narrow"
      onOpenChange={(open) => (open ? undefined : onClose())}
      title="Change your password"
      description="All your other sessions are signed out."
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            look="primary"
            type="submit"
            form="change-password"
            busy={busy}
            disabled={present === '' || next.length < SHORTEST}
          >
            Change password
          </Button>
        </>
      }
    >
      <form id="change-password" onSubmit={(event) => void submit(event)} className="space-y-4">
        <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
        <Field
          label="Current password"
          error={result === 'wrong' ? 'This is not your current password.' : undefined}
        >
          <Input
            type="password"
            autoComplete="current-password"
            autoFocus
            required
            value={present}
            onValueChange={(text) => setPresent(text)}
          />
        </Field>
        <Field
          label="New password"
          help={`${SHORTEST} characters or more. A few unrelated words are easy to remember.`}
          error={result === 'unusable' ? `A password has ${SHORTEST} to 200 characters.` : undefined}
        >
          <Input
            type="password"
            autoComplete="new-password"
            required
            value={next}
            onValueChange={(text) => setNext(text)}
          />
        </Field>
        {result === 'too-often' || result === 'unreachable' ? (
          <p role="alert" className="rounded-md bg-broken-tint px-3 py-2 text-13 text-broken">
            {SENTENCES[result]}
          </p>
        ) : null}
      </form>
    </Dialog>
  );
}

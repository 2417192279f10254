'use client';
import { Button, Field, Icon, Input } from '@millrace/ui';
import { useRef, useState, type FormEvent } from 'react';
import { BrandMark } from '../shell/brand-mark.tsx';
import { Race } from './race.tsx';
import { signInCall, type SignInResult } from './sign-in-call.ts';
import { whereNext } from './where-next.ts';

const SENTENCES: Readonly<Record<Exclude<SignInResult, 'signed-in' | 'wrong'>, string>> = {
  'too-often': 'Too many attempts. Wait a minute, then try again.',
  unreachable: 'Millrace does not answer. Check that it is running, then try again.',
};

export function SignIn({ next }: { next?: string | undefined }) {
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [shown, setShown] = useState(false);
  const [busy, setBusy] = useState(false);
  const [result, setResult] = useState<SignInResult | null>(null);
  const passwordField = useRef<HTMLInputElement>(null);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    const answer = await signInCall(email, password);
    setResult(answer);
    if (answer === 'signed-in') return window.location.assign(whereNext(next));
    setBusy(false);
    passwordField.current?.focus();
    passwordField.current?.select();
  };

  return (
    <main className="grid min-h-dvh md:grid-cols-[minmax(24rem,30rem)_1fr]">
      <div className="flex flex-col justify-center px-6 py-10 sm:px-14">
        <p className="flex items-center gap-2 text-16 font-semibold">
          <BrandMark size={24} className="text-river" /> Millrace
        </p>
        <h1 className="mt-10 text-28 font-semibold">Sign in</h1>
        <form onSubmit={(event) => void submit(event)} className="mt-6 flex flex-col gap-4">
          <Field label="E-mail">
            <Input
              type="email"
              name="email"
              autoComplete="username"
              required
              autoFocus
              value={email}
              onValueChange={(text) => setEmail(text)}
              className="h-10"
            />
          </Field>
          <Field
            label="Password"
            error={result === 'wrong' ? 'The e-mail or the password is wrong.' : undefined}
          >
            <div className="relative">
              <Input
                ref={passwordField}
                type={shown ? 'text' : 'password'}
                name="password"
                autoComplete="current-password"
                required
                value={password}
                onValueChange={(text) => setPassword(text)}
                className="h-10 pr-10"
              />
              <button
                type="button"
                aria-label={shown ? 'Hide the password' : 'Show the password'}
                onClick={() => setShown(!shown)}
                className="absolute inset-y-0 right-0 flex w-10 cursor-pointer items-center justify-center text-faint hover:text-ink"
              >
                <Icon name={shown ? 'eye-off' : 'eye'} />
              </button>
            </div>
          </Field>
          {result === 'too-often' || result === 'unreachable' ? (
            <p role="alert" className="flex gap-2 rounded-md bg-broken-tint px-3 py-2 text-13 text-broken">
              <Icon name="warning" className="mt-0.5" />
              {SENTENCES[result]}
            </p>
          ) : null}
          <Button type="submit" look="primary" size="large" busy={busy} className="mt-2">
            {busy ? 'Signing in' : 'Sign in'}
          </Button>
        </form>
        <p className="mt-8 flex gap-2 text-12 text-faint">
          <Icon name="info" size={14} className="mt-px" />
          <span>
            First time here? The e-mail and password were printed once in the terminal where Millrace was
            started.
          </span>
        </p>
      </div>
      <Race />
    </main>
  );
}

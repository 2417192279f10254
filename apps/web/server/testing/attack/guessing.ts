import type { Attack } from './every-call.ts';
import type { RoundReport } from './rounds.ts';
import { headersOf } from './ask.ts';

/** Guesses at the same moment. */
const GUESSES = 40;
/** The limit in `docs/using/production.md`: tries at once for one account and one address. */
const ALLOWED = 8;
const ACCOUNT = 'marketer@example.com';

/** Guesses passwords at the same moment, from made-up addresses and with bodies that are not JSON. */
export async function guessing({ target, owner }: Attack): Promise<RoundReport> {
  const faults: string[] = [];
  const numbers = Array.from({ length: GUESSES }, (_, number) => number);
  const sent = (path: string, headers: Readonly<Record<string, string>>, body: string) =>
    target.send({
      method: 'POST',
      path: `/api/auth${path}`,
      headers: { ...headersOf(target, { name: 'nobody' }), ...headers },
      body,
    });
  const told = (what: string, statuses: readonly number[], right: number) => {
    const looked = statuses.filter((status) => status === right).length;
    const odd = statuses.filter((status) => status !== right && status !== 429);
    if (looked > ALLOWED) faults.push(`${what}: ${looked} of ${statuses.length} guesses were checked`);
    if (odd.length > 0) faults.push(`${what}: returned ${[...new Set(odd)].join(', ')}`);
  };

  const body = (number: number) => JSON.stringify({ email: ACCOUNT, password: `guess-${number}-long` });
  const by = (number: number) => ({ 'x-forwarded-for': `203.0.113.${number}` });
  const json = await Promise.all(
    numbers.map(async (number) => (await sent('/sign-in/email', by(number), body(number))).status),
  );
  told('passwords as JSON', json, 401);

  const form = 'application/x-www-form-urlencoded';
  const forms = await Promise.all(
    numbers.map(
      async (number) =>
        (await sent('/sign-in/email', { 'content-type': form }, `email=${ACCOUNT}&password=guess-${number}`))
          .status,
    ),
  );
  if (forms.some((status) => status !== 415 && status !== 429))
    faults.push(`a form returns ${[...new Set(forms)].join(', ')}`);

  const cookie = owner.cookie ?? '';
  const change = (number: number) =>
    JSON.stringify({ currentPassword: `guess-${number}-long`, newPassword: 'another-long-password-7' });
  const changes = await Promise.all(
    numbers.map(async (number) => (await sent('/change-password', { cookie }, change(number))).status),
  );
  told('passwords to be changed', changes, changes.find((status) => status !== 429) ?? 401);

  const me = await target.send({
    method: 'POST',
    path: '/api/trpc/viewer.me',
    headers: headersOf(target, owner),
    body: '{}',
  });
  if (me.status !== 200) faults.push(`the owner, signed in before, gets ${me.status}`);
  return { asked: 3 * GUESSES + 1, faults };
}

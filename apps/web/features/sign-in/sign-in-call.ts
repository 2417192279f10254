export type SignInResult = 'signed-in' | 'wrong' | 'too-often' | 'unreachable';

/** Calls the sign-in endpoint. The session comes back in an HttpOnly cookie. */
export async function signInCall(email: string, password: string): Promise<SignInResult> {
  try {
    const answer = await fetch('/api/auth/sign-in/email', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email, password }),
    });
    if (answer.ok) return 'signed-in';
    if (answer.status === 429) return 'too-often';
    return answer.status < 500 && answer.status !== 404 ? 'wrong' : 'unreachable';
  } catch {
    return 'unreachable';
  }
}

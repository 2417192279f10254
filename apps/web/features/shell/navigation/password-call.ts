export type PasswordResult = 'changed' | 'wrong' | 'too-often' | 'unusable' | 'unreachable';

/** Changes the user's own password. All other sessions of the user are signed out. */
export async function passwordCall(currentPassword: string, newPassword: string): Promise<PasswordResult> {
  try {
    const answer = await fetch('/api/auth/change-password', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ currentPassword, newPassword }),
    });
    if (answer.ok) return 'changed';
    if (answer.status === 429) return 'too-often';
    if (answer.status === 422) return 'unusable';
    return answer.status < 500 && answer.status !== 404 ? 'wrong' : 'unreachable';
  } catch {
    return 'unreachable';
  }
}

/** Where to go after signing in: only a path of ours, never another site, whatever the address says. */
export function whereNext(asked: string | undefined): string {
  if (!asked || !asked.startsWith('/') || asked.startsWith('//') || asked.includes('\\')) return '/';
  return URL.canParse(asked, 'http://here') && new URL(asked, 'http://here').host === 'here' ? asked : '/';
}

/** The address to open after signing in: only a path of this site, otherwise `/`. */
export function whereNext(asked: string | undefined): string {
  if (!asked || !asked.startsWith('/') || asked.startsWith('//') || asked.includes('\\')) return '/';
  return URL.canParse(asked, 'http://here') && new URL(asked, 'http://here').host === 'here' ? asked : '/';
}

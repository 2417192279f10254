/** Runs once when a web process starts: settings are checked before anybody is served. */
export async function register(): Promise<void> {
  if (process.env['NEXT_RUNTIME'] !== 'nodejs' || process.env['NEXT_PHASE'] === 'phase-production-build') return;
  const { begin } = await import('./server/begin.ts');
  await begin();
}

import type { NodeKind } from './kind.ts';

/** The version of config a kind reads and writes now; 0 when it never changed. */
export function currentVersion(kind: NodeKind): number {
  return Math.max(0, ...Object.values(kind.versions));
}

/** Brings a stored config up through every named version after its own. Configs of a newer version are left as they are. */
export function bringUp(
  kind: NodeKind,
  version: number,
  config: Record<string, unknown>,
): { readonly config: Record<string, unknown>; readonly changed: boolean } {
  const later = Object.entries(kind.versions)
    .filter(([, number]) => number > version)
    .sort(([, left], [, right]) => left - right);
  let current = config;
  for (const [name] of later) current = kind.migrate?.[name]?.(current) ?? current;
  return { config: current, changed: later.length > 0 };
}

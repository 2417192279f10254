import { execFileSync } from 'node:child_process';

/**
 * The parts of a running Millrace, with the commands by which they are recognised among the launcher's
 * children.
 */
const COMMANDS = {
  web: /serve\.js/,
  worker: /worker\S*main\.js/,
  postgres: /postgres(\.exe)? -D /,
  temporal: /server start-dev/,
} as const;

export type PartName = keyof typeof COMMANDS;
export const PARTS = Object.keys(COMMANDS) as readonly PartName[];

/** @returns the process id of a part; null while there is none */
export function pidOf(launcher: number, part: PartName): number | null {
  const listed = execFileSync('ps', ['-A', '-ww', '-o', 'pid=,ppid=,args='], {
    encoding: 'utf8',
    maxBuffer: 16 * 1024 * 1024,
  });
  for (const line of listed.split('\n')) {
    const [, pid, parent, command = ''] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
    if (Number(parent) === launcher && COMMANDS[part].test(command)) return Number(pid);
  }
  return null;
}

/** A process with all its descendants: freezing Postgres freezes its helpers too. */
export function familyOf(pid: number): number[] {
  const listed = execFileSync('ps', ['-A', '-o', 'pid=,ppid='], {
    encoding: 'utf8',
    maxBuffer: 16 * 1024 * 1024,
  });
  const pairs = listed.split('\n').map((line) => line.trim().split(/\s+/).map(Number));
  const below = (parent: number): number[] =>
    pairs.flatMap(([child = 0, of]) => (of === parent ? [child, ...below(child)] : []));
  return [pid, ...below(pid)];
}

import type { TraceView } from '@millrace/services/enrolments';
import type { FamilyName } from '@millrace/ui';

/** One visit to one step of the flow, with what happened there. */
export interface Station {
  readonly key: string;
  readonly node: string | null;
  readonly visit: number;
  /** The step's name. */
  readonly title: string;
  readonly at: number;
  readonly family: FamilyName;
  readonly lines: readonly TraceView[];
  readonly messageId: string | null;
  readonly decided: boolean;
}

/** Groups a trace into the visited steps, in order. Lines without information are left out. */
export function stationsOf(trace: readonly TraceView[]): Station[] {
  const groups: { first: TraceView; lines: TraceView[] }[] = [];
  for (const line of trace) {
    const last = groups.at(-1);
    const same = last && last.first.node === line.node && last.first.visit === line.visit;
    if (same && line.what !== 'exited') last.lines.push(line);
    else groups.push({ first: line, lines: [line] });
  }
  return groups.map(({ first, lines }, place) => {
    const entered = lines.find((line) => line.what === 'entered');
    return {
      key: `${place}/${first.node ?? ''}/${first.visit}`,
      node: first.node,
      visit: first.visit,
      title: entered?.sentence || endTitle(first) || first.node || 'The flow',
      at: first.at,
      family: familyOf(lines, place === 0),
      lines: lines.filter(isWorthSaying),
      messageId: lines.map(messageOf).find((id) => id !== null) ?? null,
      decided: lines.some((line) => line.what === 'decided'),
    };
  });
}

const isWorthSaying = ({ what, sentence }: TraceView): boolean =>
  what !== 'entered' && sentence !== '' && sentence !== 'The wait is over.';

const endTitle = ({ what }: TraceView): string | null =>
  what === 'exited' ? 'Left early' : what === 'done' ? 'The end' : what === 'moved' ? 'New version' : null;

/** The family of the step, derived from what happened there. */
function familyOf(lines: readonly TraceView[], first: boolean): FamilyName {
  const had = (what: TraceView['what']) => lines.some((line) => line.what === what);
  if (had('exited') || had('done')) return 'end';
  if (had('decided')) return 'decision';
  if (had('message') || had('settled')) return 'message';
  if (had('call') || had('answered')) return 'action';
  if (first) return 'trigger';
  return had('waits') || had('woken') ? 'wait' : 'path';
}

function messageOf({ data }: TraceView): string | null {
  const id =
    typeof data === 'object' && data !== null && !Array.isArray(data)
      ? (data as Record<string, unknown>)['messageId']
      : null;
  return typeof id === 'string' ? id : null;
}

import { subjectNouns } from '@millrace/flow';
import { capital } from '@millrace/base/words';
import type { MenuEntry } from '@millrace/ui';
import type { Asked } from '../actions/flow-dialogs.tsx';
import type { FlowRow } from './arrange.ts';

interface Verbs {
  readonly mayEdit: boolean;
  readonly mayPublish: boolean;
  readonly go: (path: string) => void;
  readonly duplicate: (id: string) => void;
  readonly exportFile: (id: string) => void;
  readonly saveAsTemplate: (row: FlowRow) => void;
  readonly ask: (asked: Asked) => void;
}

/** The menu of a row: what this role may do with a flow in this state. */
export function rowEntries(
  row: FlowRow,
  { mayEdit, mayPublish, go, duplicate, exportFile, saveAsTemplate, ask }: Verbs,
): readonly (MenuEntry | null)[] {
  const question = (what: Asked['what']) => () => ask({ what, flow: row });
  const entries: (MenuEntry | null)[] = [
    { label: 'Open the canvas', icon: 'flows', onSelect: () => go(`/flows/${row.id}`) },
    { label: 'Results', icon: 'chart', onSelect: () => go(`/flows/${row.id}/results`) },
    {
      label: capital(subjectNouns(row.subject)),
      icon: 'users',
      onSelect: () => go(`/flows/${row.id}/people`),
    },
  ];
  entries.push(null);
  if (mayEdit) entries.push({ label: 'Duplicate', icon: 'copy', onSelect: () => duplicate(row.id) });
  if (mayEdit)
    entries.push({ label: 'Save as a template', icon: 'gallery', onSelect: () => saveAsTemplate(row) });
  entries.push({ label: 'Export as a file', icon: 'download', onSelect: () => exportFile(row.id) });
  if (mayPublish) {
    if (row.state === 'live') entries.push({ label: 'Pause', icon: 'pause', onSelect: question('pause') });
    if (row.state === 'paused') entries.push({ label: 'Resume', icon: 'play', onSelect: question('resume') });
    if (row.state === 'live' || row.state === 'paused')
      entries.push({ label: 'Stop', icon: 'stop', danger: true, onSelect: question('stop') });
  }
  if (mayEdit && row.state === 'draft' && row.entered === 0)
    entries.push({ label: 'Delete', icon: 'trash', danger: true, onSelect: question('remove') });
  return entries;
}

import { lengthOfTime, percent, plural } from '@millrace/base/words';
import type { ImportSummary, ImportView } from '@millrace/services/imports';

type Kind = ImportSummary['kind'];

export const KIND_CHOICES: readonly { value: Kind; label: string; help: string }[] = [
  {
    value: 'customers',
    label: 'Customers',
    help: 'Names, addresses, tags and any other details. They get no message because of it.',
  },
  {
    value: 'consent',
    label: 'Consent',
    help: 'Who agreed to hear from you and who did not. Nobody who unsubscribed is subscribed again.',
  },
  {
    value: 'orders',
    label: 'Orders',
    help: 'What people bought before. Several rows may be one order. Orders that a connected shop reported are not counted twice.',
  },
];

export const KIND_WORDS: Readonly<Record<Kind, string>> = {
  customers: 'Customers',
  consent: 'Consent',
  orders: 'Orders',
};

/** Where an import stands, in a word. */
export const STATE_WORDS: Readonly<Record<ImportSummary['state'], string>> = {
  uploading: 'Not uploaded completely',
  ready: 'To be checked',
  checking: 'Being checked',
  checked: 'Checked, not imported',
  running: 'Being imported',
  done: 'Imported',
  stopped: 'Stopped',
  failed: 'Failed',
};

/** Whether something happens in the background. */
export const isBusy = ({ state }: Pick<ImportSummary, 'state'>): boolean =>
  state === 'checking' || state === 'running';

/** Whether its columns can be changed. */
export const isOpen = ({ state, settings }: Pick<ImportView, 'state' | 'settings'>): boolean =>
  settings !== null && (state === 'ready' || state === 'checked');

/** The share of the file that was read, 0 to 1. */
export const shareRead = ({ bytes, doneBytes }: Pick<ImportSummary, 'bytes' | 'doneBytes'>): number =>
  bytes === 0 ? 0 : Math.min(1, doneBytes / bytes);

/** `41%, about 2 minutes left`. The time is left out while too little is read to tell. */
export function progressWords(
  one: Pick<ImportSummary, 'bytes' | 'doneBytes' | 'startedAt'>,
  now: number,
): string {
  const share = shareRead(one);
  const elapsed = one.startedAt === null ? 0 : now - one.startedAt;
  if (share < 0.05 || elapsed < 3_000) return percent(share);
  const left = (elapsed * (1 - share)) / share;
  return `${percent(share)}, ${left < 45_000 ? 'less than a minute' : `about ${lengthOfTime(left)}`} left`;
}

/** What an import came to, in one sentence. */
export function resultSentence({
  state,
  counts,
  kind,
}: Pick<ImportSummary, 'state' | 'counts' | 'kind'>): string {
  const isAhead = state === 'checking' || state === 'checked';
  if (counts.rows === 0) return isAhead ? 'The file has no rows.' : 'Nothing was imported.';
  const changes = counts.new + counts.updated;
  if (changes === 0)
    return isAhead ? 'Importing this file would change nothing.' : 'This file changed nothing.';
  const what =
    kind === 'orders'
      ? plural(changes, 'order', 'orders')
      : `${kind === 'consent' ? 'the consent of ' : ''}${plural(changes, 'customer', 'customers')}`;
  return isAhead ? `Importing this file would add or change ${what}.` : `This file added or changed ${what}.`;
}

/** The number of rows that can be downloaded to look at. */
export const rowsToLookAt = ({ counts }: Pick<ImportSummary, 'counts'>): number =>
  counts.reasons.reduce((sum, { rows }) => sum + rows, 0);

export const rowsRead = ({ counts }: Pick<ImportSummary, 'counts'>): string =>
  `${plural(counts.rows, 'row', 'rows')} read`;

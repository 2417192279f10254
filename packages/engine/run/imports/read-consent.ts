import { cutTo, own, type Instant } from '@millrace/base';
import { CHANNELS } from '@millrace/channels';
import { STATE_OF } from './import-kinds.ts';
import type { ImportSettings } from './import-settings.ts';
import { plainWord, quoted, readInstant, readYesNo, refuse, type CellHabits } from './read-cells.ts';
import { readNames, type ReadNames } from './read-customer.ts';
import { cellsOf, readingRow, type FileRow, type Judged } from './read-row.ts';

export interface SaidConsent {
  readonly channel: string;
  readonly state: 'subscribed' | 'unsubscribed';
  readonly source: string;
  readonly optIn: 'single' | 'double' | 'unknown';
  readonly at: Instant;
}

export interface ReadConsent {
  readonly row: FileRow;
  readonly names: ReadNames;
  /** Empty when the row says that they were never asked, or have not confirmed yet. */
  readonly said: readonly SaidConsent[];
}

/** What the usual exports write. Null: they were never asked, or did not confirm, which is no consent. */
const STATES: Readonly<Record<string, 'subscribed' | 'unsubscribed' | null>> = {
  subscribed: 'subscribed',
  optedin: 'subscribed',
  optin: 'subscribed',
  active: 'subscribed',
  confirmed: 'subscribed',
  granted: 'subscribed',
  unsubscribed: 'unsubscribed',
  optedout: 'unsubscribed',
  optout: 'unsubscribed',
  revoked: 'unsubscribed',
  suppressed: 'unsubscribed',
  cleaned: 'unsubscribed',
  bounced: 'unsubscribed',
  complained: 'unsubscribed',
  redacted: 'unsubscribed',
  neversubscribed: null,
  notsubscribed: null,
  nonsubscribed: null,
  neverasked: null,
  pending: null,
  unconfirmed: null,
  transactional: null,
  invalid: null,
};

export function readState(text: string): 'subscribed' | 'unsubscribed' | null {
  const state = own(STATES, plainWord(text));
  if (state !== undefined) return state;
  const yes = readYesNo(text);
  if (yes !== null) return yes ? 'subscribed' : 'unsubscribed';
  return refuse(`${quoted(text)} says neither that they agreed nor that they did not.`);
}

function readChannel(text: string): string {
  const word = plainWord(text);
  const found = CHANNELS.find(({ id, title, words }) =>
    [id, title, words.one, words.many].map(plainWord).includes(word),
  );
  return (
    found?.id ??
    refuse(`${quoted(text)} is not a channel: write ${CHANNELS.map(({ id }) => id).join(' or ')}.`)
  );
}

/** Yes, or the date of the confirmation, is double opt-in; no is a single one. */
function readDouble(text: string, habits: CellHabits): 'single' | 'double' | 'unknown' {
  const word = plainWord(text);
  if (word === 'double' || word === 'confirmed' || word === 'confirmedoptin') return 'double';
  if (word === 'single' || word === 'singleoptin') return 'single';
  if (word === 'unknown') return 'unknown';
  const yes = readYesNo(text);
  if (yes !== null) return yes ? 'double' : 'single';
  readInstant(text, habits);
  return 'double';
}

/**
 * Reads a row of consent, or refuses it. Whoever agreed needs a date and a source; a refusal without a date is
 * dated now, since it must hold whatever came before.
 */
export function readConsent(
  row: FileRow,
  settings: ImportSettings,
  habits: CellHabits,
  now: Instant,
): ReadConsent | Judged {
  return readingRow('consent', row, (read) => {
    const { fields } = cellsOf(row, settings);
    const names = readNames(fields, read, settings.country);
    const source = cutTo(fields.get('source')?.text ?? settings.consentSource, 200);
    const dated = read(fields.get('at'), (text) => readInstant(text, habits));
    const optIn = read(fields.get('double'), (text) => readDouble(text, habits)) ?? 'unknown';
    if (dated !== undefined && dated > now) refuse('Date of consent: it is in the future.');
    const states = new Map<string, 'subscribed' | 'unsubscribed' | null>();
    for (const { id } of CHANNELS) {
      const state = read(fields.get(STATE_OF + id), readState);
      if (state !== undefined) states.set(id, state);
    }
    const own = read(fields.get('state'), readState);
    const isForAll =
      states.size === 0 &&
      !settings.columns.some(({ field }) => field === 'state' || field?.startsWith(STATE_OF));
    const general = own === undefined && isForAll ? settings.consentState : own;
    if (general !== undefined) {
      const channel = read(fields.get('channel'), readChannel) ?? settings.consentChannel;
      if (channel === null) refuse('This row names no channel.');
      states.set(channel, general);
    }
    if (states.size === 0) refuse('This row does not say whether they agreed.');
    const fallback = settings.consentAt === null ? null : readInstant(settings.consentAt, habits);
    const said = [...states].flatMap(([channel, state]): SaidConsent[] => {
      if (state === null) return [];
      const at = dated ?? (state === 'unsubscribed' ? now : fallback);
      if (at === null) refuse('This row has no date on which they agreed.');
      if (state === 'subscribed' && source === '') refuse('This row does not say where they agreed.');
      return [
        { channel, state, source: source || 'import', optIn: state === 'subscribed' ? optIn : 'unknown', at },
      ];
    });
    return { row, names, said };
  });
}

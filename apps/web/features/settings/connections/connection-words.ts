import { ACT_CAPABILITIES } from '@millrace/connectors/acts';
import { CHANNELS, raised } from '@millrace/channels';
import type { ConnectionView } from '@millrace/services/settings';
import type { StateName } from '@millrace/ui';

const ABILITIES: Readonly<Record<string, { readonly words: string; readonly icon: string }>> = {
  intake: { words: 'Events come in', icon: 'download' },
  read: { words: 'History is read', icon: 'history' },
  tell: { words: 'Consent is passed on', icon: 'check' },
  notify: { words: 'Notices for your team', icon: 'bell' },
  write: { words: 'Variants of messages are proposed', icon: 'spark' },
  ...Object.fromEntries(
    ACT_CAPABILITIES.map(({ id, words }) => [`act-${id}`, { words: `Flows can ${words}`, icon: 'tool' }]),
  ),
  ...Object.fromEntries(
    CHANNELS.map(({ id, icon, words }) => [`deliver-${id}`, { words: `${raised(words.many)} go out`, icon }]),
  ),
};

export function abilityWords(capability: string): { words: string; icon: string } {
  return ABILITIES[capability] ?? { words: capability.replaceAll('-', ' '), icon: 'dot' };
}

type Shown = Pick<
  ConnectionView,
  'state' | 'failingSince' | 'failure' | 'lastOkAt' | 'lastEventAt' | 'intakeUrl'
>;

/** The state of a connection, derived from the results of calls through it. */
export function connectionState(connection: Shown): { pill: StateName; words: string } {
  const { state, failingSince, failure, lastOkAt, lastEventAt, intakeUrl } = connection;
  if (state === 'disabled') return { pill: 'paused', words: 'Switched off' };
  if (failingSince !== null)
    return failure?.mayPass
      ? { pill: 'waiting', words: 'Struggling' }
      : { pill: 'broken', words: 'Does not work' };
  if (intakeUrl && lastEventAt === null && lastOkAt === null)
    return { pill: 'waiting', words: 'Waiting for the first event' };
  // A connection that only sends has shown nothing before its first message.
  return { pill: 'good', words: lastEventAt === null && lastOkAt === null ? 'Ready' : 'Works' };
}

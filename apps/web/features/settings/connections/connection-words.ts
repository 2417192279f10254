import type { ConnectionView } from '@millrace/services';
import type { StateName } from '@millrace/ui';

const ABILITIES: Readonly<Record<string, { readonly words: string; readonly icon: string }>> = {
  intake: { words: 'Events come in', icon: 'download' },
  'deliver-email': { words: 'E-mail goes out', icon: 'envelope' },
  'deliver-sms': { words: 'Texts go out', icon: 'message' },
  act: { words: 'Acts in the other system', icon: 'tool' },
};

export function abilityWords(capability: string): { words: string; icon: string } {
  return ABILITIES[capability] ?? { words: capability.replaceAll('-', ' '), icon: 'dot' };
}

type Shown = Pick<ConnectionView, 'state' | 'lastError' | 'lastErrorAt' | 'lastEventAt' | 'intakeUrl'>;

/** How a connection stands: an error counts until something came in after it. */
export function connectionState({ state, lastError, lastErrorAt, lastEventAt, intakeUrl }: Shown): { pill: StateName; words: string } {
  if (state === 'disabled') return { pill: 'paused', words: 'Switched off' };
  if (lastError && (lastErrorAt ?? 0) >= (lastEventAt ?? 0)) return { pill: 'broken', words: 'Has a problem' };
  if (intakeUrl && lastEventAt === null) return { pill: 'waiting', words: 'Waiting for the first event' };
  // What only carries messages out shows that it works by the messages.
  return { pill: 'good', words: lastEventAt === null ? 'Ready' : 'Works' };
}

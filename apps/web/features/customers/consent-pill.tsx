import { Badge, StatePill } from '@millrace/ui';
import { consentWords } from './consent-words.ts';

/** The state of a consent as a coloured pill. */
export function ConsentPill({ state }: { state: string | undefined }) {
  const { pill, words } = consentWords(state);
  return pill ? <StatePill state={pill}>{words}</StatePill> : <Badge>{words}</Badge>;
}

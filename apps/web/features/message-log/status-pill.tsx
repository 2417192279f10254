import { Badge, StatePill } from '@millrace/ui';
import { statusWords } from './status-words.ts';

/** The status of a message as a coloured pill. */
export function StatusPill({ status }: { status: string }) {
  const { pill, words } = statusWords(status);
  return pill ? <StatePill state={pill}>{words}</StatePill> : <Badge icon="scale">{words}</Badge>;
}

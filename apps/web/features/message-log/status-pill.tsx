import { Badge, StatePill } from '@millrace/ui';
import { statusWords } from './status-words.ts';

/** What became of a message, as colour, shape and word. */
export function StatusPill({ status }: { status: string }) {
  const { pill, words } = statusWords(status);
  return pill ? <StatePill state={pill}>{words}</StatePill> : <Badge icon="scale">{words}</Badge>;
}

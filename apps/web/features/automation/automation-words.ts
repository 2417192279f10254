import { plural } from '@millrace/base/words';
import type { AutomationView } from '@millrace/services/automation';

type Flow = AutomationView['flows'][number];
type Found = Pick<AutomationView, 'level' | 'levels'>;

/** Where the store is, and how many things the next level asks for. */
export function levelSentence({ level, levels }: Found): string {
  const here = levels.find((one) => one.level === level);
  const next = levels.find((one) => one.level === level + 1);
  const missing = next?.requirements.filter(({ met }) => !met).length ?? 0;
  const rest = next
    ? ` Level ${next.level} asks for ${plural(missing, 'more thing')}.`
    : ' There is no higher one.';
  return `Your store is at level ${level} of 5. ${here?.sentence ?? ''}${rest}`;
}

/** What is to mend in a flow, in a few words. */
export function toMend({
  findings,
}: {
  readonly findings: readonly Pick<Flow['findings'][number], 'ok' | 'weight'>[];
}): string {
  const open = findings.filter(({ ok }) => !ok);
  if (open.length === 0) return 'Nothing to mend';
  const serious = open.filter(({ weight }) => weight === 'serious').length;
  return serious > 0
    ? `${plural(open.length, 'thing')} to mend, ${serious === open.length ? (serious === 1 ? 'and it is serious' : 'all serious') : `${serious} serious`}`
    : `${plural(open.length, 'thing')} to mend`;
}

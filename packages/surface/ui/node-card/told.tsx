import { classes } from '../class-names.ts';
import { Icon } from '../icons/icon.tsx';

/** The severity of a line on a card. */
export type Tone = 'broken' | 'to-do' | 'remark';

export const TONES: Readonly<
  Record<Tone, { readonly text: string; readonly icon: string; readonly solid: string }>
> = {
  broken: { text: 'text-broken', icon: 'warning', solid: 'bg-broken' },
  'to-do': { text: 'text-faint', icon: 'circle-dashed', solid: 'bg-control' },
  remark: { text: 'text-waiting', icon: 'info', solid: 'bg-waiting' },
};

/** The first problem, task or remark of a step in one line, with the number of others. */
export function Told({ tone, sentences }: { tone: Tone; sentences: readonly string[] }) {
  return (
    <p className={classes('mx-3 flex gap-1.5 pb-2 text-12', TONES[tone].text)}>
      <Icon name={TONES[tone].icon} size={12} className="mt-0.5" />
      <span className="line-clamp-2">
        {tone === 'to-do' ? <span className="sr-only">To do: </span> : null}
        {sentences[0]}
        {sentences.length > 1 ? (
          <b className="font-semibold whitespace-nowrap"> +{sentences.length - 1} more</b>
        ) : null}
      </span>
    </p>
  );
}

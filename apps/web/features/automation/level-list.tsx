import type { AutomationView } from '@millrace/services/automation';
import { Badge, classes, Icon } from '@millrace/ui';
import { Part } from '../home/part.tsx';

/** The five levels, each with what it means, and with what it asks for and whether that is there. */
export function LevelList({ levels, level }: Pick<AutomationView, 'levels' | 'level'>) {
  return (
    <Part title="The five levels">
      <ol className="flex flex-col">
        {levels.map((one) => (
          <li
            key={one.level}
            aria-current={one.level === level ? 'step' : undefined}
            className="flex gap-3 border-b border-line/60 py-3 last:border-0"
          >
            <span
              aria-hidden
              className={classes(
                'flex size-7 shrink-0 items-center justify-center rounded-full border text-13 font-semibold tabular',
                one.reached ? 'border-transparent bg-press text-on-press' : 'border-line text-faint',
              )}
            >
              {one.level}
            </span>
            <div className="min-w-0 flex-1">
              <h3 className="flex flex-wrap items-center gap-2 text-13 font-semibold">
                <span className="sr-only">Level {one.level}: </span>
                {one.name}
                {one.level === level ? <Badge tone="river">You are here</Badge> : null}
              </h3>
              <p className="text-12 text-pretty text-soft">{one.sentence}</p>
              {one.requirements.length > 0 ? (
                <ul className="mt-1.5 flex flex-col gap-1 text-12">
                  {one.requirements.map(({ sentence, met, have }) => (
                    <li key={sentence} className="flex items-start gap-1.5">
                      <Icon
                        name={met ? 'check' : 'circle'}
                        size={12}
                        className={classes('mt-0.5', met ? 'text-good' : 'text-faint')}
                      />
                      <span className="min-w-0 flex-1 text-pretty">
                        <span className="sr-only">{met ? 'There: ' : 'Missing: '}</span>
                        {sentence}
                        {met ? null : <span className="whitespace-nowrap text-faint"> Now: {have}.</span>}
                      </span>
                    </li>
                  ))}
                </ul>
              ) : null}
            </div>
          </li>
        ))}
      </ol>
    </Part>
  );
}

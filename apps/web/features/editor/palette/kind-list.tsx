'use client';
import { useRef, type KeyboardEvent, type PointerEvent } from 'react';
import type { NodeKind } from '@millrace/flow';
import { classes, FAMILY_LOOKS, FamilyMark } from '@millrace/ui';
import type { PaletteGroup } from './palette-groups.ts';

export interface KindListProps {
  groups: readonly PaletteGroup[];
  onChoose: (kind: NodeKind) => void;
  onGrab?: (kind: NodeKind, event: PointerEvent<HTMLElement>) => void;
  /** One line of help under each title. */
  summaries?: boolean;
}

/** Step kinds by family. One is in the tab order; arrow keys move between them. */
export function KindList({ groups, onChoose, onGrab, summaries = false }: KindListProps) {
  const Heading = summaries ? 'h3' : 'h2';
  const root = useRef<HTMLDivElement>(null);
  const walk = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step === 0) return;
    const buttons = [...(root.current?.querySelectorAll<HTMLElement>('button') ?? [])];
    const next = buttons[buttons.indexOf(document.activeElement as HTMLElement) + step];
    next?.focus();
    event.preventDefault();
  };
  if (groups.length === 0)
    return <p className="px-1 py-2 text-13 text-faint">No step found. Try another word.</p>;
  let first = true;
  return (
    <div ref={root} onKeyDown={walk} className="flex flex-col gap-3">
      {groups.map(({ family, kinds }) => (
        <section key={family} aria-label={FAMILY_LOOKS[family].title}>
          <Heading className="px-1 pb-1 text-12 font-medium text-faint">{FAMILY_LOOKS[family].title}</Heading>
          <ul className="flex flex-col">
            {kinds.map((kind) => {
              const tabbable = first;
              first = false;
              return (
                <li key={kind.kind}>
                  <button
                    type="button"
                    tabIndex={tabbable ? 0 : -1}
                    title={summaries ? undefined : kind.summary}
                    onClick={() => onChoose(kind)}
                    onPointerDown={onGrab ? (event) => onGrab(kind, event) : undefined}
                    className={classes(
                      'flex w-full items-start gap-2.5 rounded-md px-1.5 py-1.5 text-left transition-colors hover:bg-sunken',
                      onGrab ? 'cursor-grab touch-pan-y' : 'cursor-pointer',
                    )}
                  >
                    <FamilyMark family={family} icon={kind.icon} />
                    <span className="min-w-0 flex-1 self-center">
                      <span className="block text-13 font-medium text-ink">{kind.title}</span>
                      {summaries ? <span className="block text-12 text-faint">{kind.summary}</span> : null}
                    </span>
                  </button>
                </li>
              );
            })}
          </ul>
        </section>
      ))}
    </div>
  );
}

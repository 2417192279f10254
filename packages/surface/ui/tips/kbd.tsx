import { classes } from '../class-names.ts';

export interface KbdProps {
  children: string;
  inverted?: boolean;
}

export function Kbd({ children, inverted = false }: KbdProps) {
  return (
    <kbd
      className={classes(
        'inline-flex h-5 min-w-5 items-center justify-center rounded-sm border px-1 font-sans text-12 leading-none',
        inverted ? 'border-ground/30 text-ground' : 'border-line bg-raised text-soft',
      )}
    >
      {children}
    </kbd>
  );
}

/** Keys that are pressed together, in their usual order: Ctrl, then K. */
export function Keys({ keys, inverted = false }: { keys: readonly string[]; inverted?: boolean }) {
  return (
    <span className="inline-flex items-center gap-0.5">
      {keys.map((key, place) => (
        <Kbd key={`${place}${key}`} inverted={inverted}>
          {key}
        </Kbd>
      ))}
    </span>
  );
}

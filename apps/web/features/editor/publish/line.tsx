import type { ReactNode } from 'react';
import { Icon, Link } from '@millrace/ui';

interface LineProps {
  icon: string;
  warns?: boolean;
  change?: {
    readonly words: string;
    readonly onPress: () => void;
    /** Whether what it shows and hides is shown. */
    readonly expanded?: boolean;
  };
  children: ReactNode;
}

/** A line of what is good to know before publishing, with what can be done about it. */
export function Line({ icon, warns = false, change, children }: LineProps) {
  return (
    <li className="flex items-start gap-2">
      <Icon name={icon} size={14} className={warns ? 'mt-0.5 text-waiting' : 'mt-0.5 text-faint'} />
      <span className="min-w-0 flex-1 text-pretty">{children}</span>
      {change ? (
        <Link
          plain
          className="shrink-0 text-12 text-river"
          render={<button type="button" onClick={change.onPress} aria-expanded={change.expanded} />}
        >
          {change.words}
        </Link>
      ) : null}
    </li>
  );
}

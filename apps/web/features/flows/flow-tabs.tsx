'use client';
import { classes, Icon } from '@millrace/ui';
import NextLink from 'next/link';
import { usePathname } from 'next/navigation';

const TABS = [
  { path: '', words: 'Canvas', icon: 'flows' },
  { path: '/results', words: 'Results', icon: 'chart' },
  { path: '/people', words: 'People', icon: 'users' },
] as const;

/** The three sides of one flow: how it is drawn, what it caused, who is inside. */
export function FlowTabs({ id, className }: { id: string; className?: string }) {
  const path = usePathname();
  return (
    <nav aria-label="This flow" className={classes('flex gap-5', className)}>
      {TABS.map((tab) => {
        const href = `/flows/${id}${tab.path}`;
        const here = path === href;
        return (
          <NextLink
            key={tab.path}
            href={href}
            aria-current={here ? 'page' : undefined}
            className={classes(
              '-mb-px flex h-9 items-center gap-1.5 border-b-2 text-13 transition-colors',
              here ? 'border-river font-medium text-ink' : 'border-transparent text-soft hover:text-ink',
            )}
          >
            <Icon name={tab.icon} size={14} className={here ? 'text-river' : 'text-faint'} />
            {tab.words}
          </NextLink>
        );
      })}
    </nav>
  );
}

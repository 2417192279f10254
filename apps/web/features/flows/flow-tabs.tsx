'use client';
import { capital } from '@millrace/base/words';
import { subjectNouns, type Subject } from '@millrace/flow';
import { classes, Icon } from '@millrace/ui';
import NextLink from 'next/link';
import { usePathname } from 'next/navigation';

interface FlowTabsProps {
  id: string;
  /** What the flow is about; undefined until it is loaded. */
  subject: Subject | undefined;
  className?: string;
}

/** The three screens of one flow: its canvas, its results, and the people or things inside. */
export function FlowTabs({ id, subject, className }: FlowTabsProps) {
  const path = usePathname();
  const tabs = [
    { path: '', words: 'Canvas', icon: 'flows' },
    { path: '/results', words: 'Results', icon: 'chart' },
    { path: '/people', words: capital(subjectNouns(subject ?? 'customer')), icon: 'users' },
  ] as const;
  return (
    <nav aria-label="This flow" className={classes('flex gap-5', className)}>
      {tabs.map((tab) => {
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

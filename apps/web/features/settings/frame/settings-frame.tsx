'use client';
import { classes, Icon } from '@millrace/ui';
import NextLink from 'next/link';
import { usePathname } from 'next/navigation';
import type { ReactNode } from 'react';
import { useCommands, useViewer } from '../../shell/index.ts';
import { SETTINGS_PLACES } from './places.ts';

/** The navigation of the settings: a list beside the page; on a phone a row to swipe. */
export function SettingsFrame({ children }: { children: ReactNode }) {
  const path = usePathname();
  const { permissions } = useViewer();
  const places = SETTINGS_PLACES.filter(({ needs }) => needs === undefined || permissions.includes(needs));
  useCommands(
    places.map((place) => ({
      id: `settings-${place.href}`,
      title: place.title,
      group: 'Settings',
      icon: place.icon,
      about: place.about,
      href: place.href,
    })),
  );
  return (
    <div className="flex min-h-full max-lg:flex-col">
      <nav
        aria-label="Settings"
        className="shrink-0 border-line max-lg:overflow-x-auto max-lg:border-b lg:w-50 lg:border-r"
      >
        <ul className="flex gap-0.5 p-2 lg:sticky lg:top-0 lg:flex-col lg:px-3 lg:py-5">
          {places.map((place) => {
            const here = path === place.href || path.startsWith(`${place.href}/`);
            return (
              <li key={place.href}>
                <NextLink
                  href={place.href}
                  aria-current={here ? 'page' : undefined}
                  className={classes(
                    'flex h-8 items-center gap-2.5 rounded-md px-2.5 text-13 whitespace-nowrap',
                    here ? 'bg-sunken font-medium text-ink' : 'text-soft hover:bg-sunken/60 hover:text-ink',
                  )}
                >
                  <Icon name={place.icon} size={14} className={here ? 'text-river' : 'text-faint'} />
                  {place.title}
                </NextLink>
              </li>
            );
          })}
        </ul>
      </nav>
      <div className="min-w-0 flex-1 lg:[&>div]:mx-0">{children}</div>
    </div>
  );
}

'use client';
import { Badge, classes, Icon, IconButton, Keys, Tooltip } from '@millrace/ui';
import NextLink from 'next/link';
import { usePathname } from 'next/navigation';
import { BrandMark } from '../brand-mark.tsx';
import { useViewer } from '../viewer.tsx';
import { AccountMenu } from './account-menu.tsx';
import { placeWords, WaitingCount } from './waiting-count.tsx';
import { isInside, PLACES, type Place } from './places.ts';
import { useWaiting } from './use-waiting.ts';

export interface SideBarProps {
  collapsed: boolean;
  onCollapse: () => void;
  onPalette: () => void;
  onKeys: () => void;
}

export function SideBar({ collapsed, onCollapse, onPalette, onKeys }: SideBarProps) {
  const { workspace, demo, person } = useViewer();
  const path = usePathname();
  const waiting = useWaiting();
  const initials = person.name
    .split(/\s+/)
    .slice(0, 2)
    .map((word) => word.charAt(0).toUpperCase())
    .join('');
  return (
    <header
      className={classes(
        'hidden shrink-0 flex-col border-r border-line bg-ground transition-[width] md:flex print:hidden',
        collapsed ? 'w-14' : 'w-54',
      )}
    >
      <div className={classes('flex h-13 items-center gap-2', collapsed ? 'justify-center' : 'pr-2 pl-4')}>
        {collapsed ? null : (
          <>
            <BrandMark className="text-river" />
            <span className="min-w-0 flex-1 truncate text-14 font-semibold" title={workspace.name}>
              {workspace.name}
            </span>
          </>
        )}
        <IconButton
          icon="sidebar"
          label={collapsed ? 'Widen the navigation' : 'Narrow the navigation'}
          size="small"
          onClick={onCollapse}
        />
      </div>
      <SearchButton collapsed={collapsed} onPalette={onPalette} />
      <nav aria-label="Places" className="mt-3 flex flex-col gap-0.5 px-2">
        {PLACES.map((place) => (
          <PlaceLink
            key={place.href}
            place={place}
            here={isInside(path, place.href)}
            collapsed={collapsed}
            waiting={waiting[place.href] ?? 0}
          />
        ))}
      </nav>
      <div className="mt-auto flex flex-col gap-2 p-2">
        {demo && !collapsed ? (
          <Tooltip
            side="right"
            content="The demo shop lives in this workspace. It can be switched off in Settings."
          >
            <button
              type="button"
              className="flex w-full items-center gap-2 rounded-md px-2 text-left text-12 text-soft"
            >
              <Badge tone="waiting" icon="store">
                Demo
              </Badge>{' '}
              Shop is running
            </button>
          </Tooltip>
        ) : null}
        <AccountMenu
          onKeys={onKeys}
          trigger={
            <button
              type="button"
              aria-label={`Account of ${person.name}`}
              className={classes(
                'flex h-9 cursor-pointer items-center gap-2 rounded-md text-left text-13 hover:bg-sunken',
                collapsed ? 'justify-center' : 'px-1.5',
              )}
            >
              <span className="flex size-6 shrink-0 items-center justify-center rounded-full bg-sunken text-12 font-medium text-soft">
                {initials}
              </span>
              {collapsed ? null : <span className="min-w-0 flex-1 truncate">{person.name}</span>}
              {collapsed ? null : <Icon name="sort" size={12} className="text-faint" />}
            </button>
          }
        />
      </div>
    </header>
  );
}

function SearchButton({ collapsed, onPalette }: { collapsed: boolean; onPalette: () => void }) {
  if (collapsed)
    return (
      <span className="flex justify-center">
        <IconButton icon="search" label="Find or do" keys={['Ctrl', 'K']} onClick={onPalette} />
      </span>
    );
  return (
    <button
      type="button"
      onClick={onPalette}
      className="mx-2 flex h-8 cursor-pointer items-center gap-2 rounded-md border border-line bg-surface px-2 text-13 text-faint transition-colors hover:border-control hover:text-soft"
    >
      <Icon name="search" size={14} />
      <span className="flex-1 text-left">Find or do</span>
      <Keys keys={['Ctrl', 'K']} />
    </button>
  );
}

function PlaceLink({
  place,
  here,
  collapsed,
  waiting,
}: {
  place: Place;
  here: boolean;
  collapsed: boolean;
  /** Number of things that wait there for whoever looks. */
  waiting: number;
}) {
  const link = (
    <NextLink
      href={place.href}
      aria-current={here ? 'page' : undefined}
      {...(collapsed || waiting > 0 ? { 'aria-label': placeWords(place, waiting) } : {})}
      className={classes(
        'relative flex h-8 items-center gap-2.5 rounded-md text-13 transition-colors',
        collapsed ? 'justify-center' : 'px-2',
        here
          ? 'bg-sunken font-medium text-ink before:absolute before:inset-y-1.5 before:-left-2 before:w-0.5 before:rounded-r-full before:bg-river'
          : 'text-soft hover:bg-sunken/60 hover:text-ink',
      )}
    >
      <Icon name={place.icon} className={here ? 'text-river' : ''} />
      {collapsed ? null : <span className="flex-1">{place.title}</span>}
      <WaitingCount count={waiting} collapsed={collapsed} />
    </NextLink>
  );
  return collapsed ? (
    <Tooltip side="right" content={place.title} keys={['G', place.key.toUpperCase()]}>
      {link}
    </Tooltip>
  ) : (
    link
  );
}

'use client';
import { Badge, classes, Drawer, Icon, IconButton } from '@millrace/ui';
import NextLink from 'next/link';
import { usePathname } from 'next/navigation';
import { useState } from 'react';
import { BrandMark } from '../brand-mark.tsx';
import { useViewer } from '../viewer.tsx';
import { AccountMenu } from './account-menu.tsx';
import { isInside, PHONE_PLACES, PLACES } from './places.ts';
import { useWaiting } from './use-waiting.ts';
import { placeWords, WaitingCount } from './waiting-count.tsx';

const IN_BAR = PLACES.filter((place) => (PHONE_PLACES as readonly string[]).includes(place.href));
const BEHIND_MORE = PLACES.filter((place) => !IN_BAR.includes(place));

/** The top bar on phones: logo, search and account. */
export function PhoneTopBar({ onPalette, onKeys }: { onPalette: () => void; onKeys: () => void }) {
  const { workspace, demo } = useViewer();
  return (
    <header className="flex h-12 shrink-0 items-center gap-2 border-b border-line bg-ground pr-1 pl-4 md:hidden print:hidden">
      <BrandMark className="text-river" />
      <span className="min-w-0 truncate text-14 font-semibold">{workspace.name}</span>
      {demo ? <Badge tone="waiting">Demo</Badge> : null}
      <span className="flex-1" />
      <IconButton icon="search" label="Find or do" size="large" onClick={onPalette} />
      <AccountMenu
        side="bottom"
        onKeys={onKeys}
        trigger={<IconButton icon="user" label="Account" size="large" />}
      />
    </header>
  );
}

export function PhoneBottomBar() {
  const path = usePathname();
  const waiting = useWaiting();
  const [more, setMore] = useState(false);
  const moreIsHere = BEHIND_MORE.some((place) => isInside(path, place.href));
  return (
    <nav
      aria-label="Places"
      className="grid h-14 shrink-0 grid-cols-5 border-t border-line bg-ground pb-[env(safe-area-inset-bottom)] md:hidden print:hidden"
    >
      {IN_BAR.map((place) => (
        <NextLink
          key={place.href}
          href={place.href}
          aria-current={isInside(path, place.href) ? 'page' : undefined}
          aria-label={placeWords(place, waiting[place.href] ?? 0)}
          className={tab(isInside(path, place.href))}
        >
          <Icon name={place.icon} size={20} />
          {place.title}
          <WaitingCount count={waiting[place.href] ?? 0} collapsed />
        </NextLink>
      ))}
      <button type="button" onClick={() => setMore(true)} className={tab(moreIsHere)}>
        <Icon name="more" size={20} />
        More
      </button>
      <Drawer open={more} onOpenChange={setMore} title="More places" side="bottom">
        <div className="-mx-2 flex flex-col">
          {BEHIND_MORE.map((place) => (
            <NextLink
              key={place.href}
              href={place.href}
              onClick={() => setMore(false)}
              className="flex min-h-12 items-center gap-3 rounded-md px-2 text-14 hover:bg-sunken"
            >
              <Icon name={place.icon} size={20} className="text-soft" />
              <span>
                {place.title}
                <span className="block text-12 text-faint">{place.about}</span>
              </span>
            </NextLink>
          ))}
        </div>
      </Drawer>
    </nav>
  );
}

function tab(here: boolean): string {
  return classes(
    'relative flex cursor-pointer flex-col items-center justify-center gap-0.5 text-12',
    here
      ? 'font-medium text-river before:absolute before:inset-x-5 before:top-0 before:h-0.5 before:bg-river'
      : 'text-soft',
  );
}

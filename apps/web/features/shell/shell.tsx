'use client';
import { useRouter } from 'next/navigation';
import { useCallback, useState, type ReactNode } from 'react';
import type { Viewer } from '../../server/viewer.ts';
import { GlobalKeys } from './commands/global-keys.tsx';
import { KeysHelp } from './commands/keys-help.tsx';
import { Palette } from './commands/palette.tsx';
import { useCommands, useShortcutHelp } from './commands/registry.ts';
import { PhoneBottomBar, PhoneTopBar } from './navigation/phone-bars.tsx';
import { PLACES } from './navigation/places.ts';
import { SideBar } from './navigation/side-bar.tsx';
import { THEMES, useThemeChoice } from './theme-choice.ts';
import { ViewerProvider } from './viewer.tsx';

/** Surrounds every screen with navigation, command palette and keys. The screen scrolls inside `main`. */
export function Shell({
  viewer,
  collapsedAtFirst = false,
  children,
}: {
  viewer: Viewer;
  collapsedAtFirst?: boolean;
  children: ReactNode;
}) {
  const [collapsed, setCollapsed] = useState(collapsedAtFirst);
  const [palette, setPalette] = useState(false);
  const [keys, setKeys] = useState(false);
  const openPalette = useCallback(() => setPalette(true), []);
  const openKeys = useCallback(() => setKeys(true), []);
  const collapse = () => {
    setCollapsed(!collapsed);
    document.cookie = `navigation=${collapsed ? 'wide' : 'narrow'}; path=/; max-age=31536000; samesite=lax`;
  };
  return (
    <ViewerProvider viewer={viewer}>
      <a
        href="#screen"
        className="sr-only z-50 rounded-md bg-press px-3 py-2 text-13 text-on-press focus:not-sr-only focus:absolute focus:top-2 focus:left-2"
      >
        Skip to the screen
      </a>
      <div className="flex h-dvh flex-col md:flex-row print:block print:h-auto">
        <PhoneTopBar onPalette={openPalette} onKeys={openKeys} />
        <SideBar collapsed={collapsed} onCollapse={collapse} onPalette={openPalette} onKeys={openKeys} />
        <main
          id="screen"
          tabIndex={-1}
          className="relative min-h-0 min-w-0 flex-1 overflow-y-auto bg-surface outline-none print:overflow-visible"
        >
          {children}
        </main>
        <PhoneBottomBar />
      </div>
      <GlobalKeys onPalette={openPalette} onHelp={openKeys} />
      <GlobalCommands onKeys={openKeys} />
      <Palette open={palette} onOpenChange={setPalette} />
      <KeysHelp open={keys} onOpenChange={setKeys} />
    </ViewerProvider>
  );
}

function GlobalCommands({ onKeys }: { onKeys: () => void }) {
  const { setTheme } = useThemeChoice();
  const router = useRouter();
  useCommands([
    ...PLACES.map((place) => ({
      id: `go-${place.href}`,
      title: place.title,
      group: 'Places',
      icon: place.icon,
      about: place.about,
      keys: ['G', place.key.toUpperCase()],
      run: () => router.push(place.href),
    })),
    ...THEMES.map((theme) => ({
      id: `theme-${theme.value}`,
      title: `Theme: ${theme.label.toLowerCase()}`,
      group: 'Theme',
      icon: theme.icon,
      words: ['theme', 'dark mode', 'colours'],
      run: () => setTheme(theme.value),
    })),
    {
      id: 'keys',
      title: 'Show the keys of this screen',
      group: 'Help',
      icon: 'keyboard',
      keys: ['?'],
      run: onKeys,
    },
  ]);
  useShortcutHelp([
    { keys: ['Ctrl', 'K'], what: 'Find or do anything', group: 'Everywhere' },
    { keys: ['?'], what: 'Show these keys', group: 'Everywhere' },
    ...PLACES.map((place) => ({
      keys: ['G', place.key.toUpperCase()],
      what: `Go to ${place.title}`,
      group: 'Everywhere',
    })),
  ]);
  return null;
}

'use client';
import { useTheme } from 'next-themes';
import { useSyncExternalStore } from 'react';

export const THEMES = [
  { value: 'system', label: 'As this device', icon: 'desktop' },
  { value: 'light', label: 'Light', icon: 'sun' },
  { value: 'dark', label: 'Dark', icon: 'moon' },
] as const;

const never = () => () => {};

/** The chosen theme and a function to change it. `system` until the browser's choice is read, so that server and browser render alike. */
export function useThemeChoice() {
  const { theme = 'system', setTheme } = useTheme();
  const inBrowser = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  return { theme: inBrowser ? theme : 'system', setTheme };
}

'use client';
import { useTheme } from 'next-themes';
import { useSyncExternalStore } from 'react';

export const THEMES = [
  { value: 'system', label: 'As this device', icon: 'desktop' },
  { value: 'light', label: 'Light', icon: 'sun' },
  { value: 'dark', label: 'Dark', icon: 'moon' },
] as const;

const never = () => () => {};

/** The theme chosen and how to choose another; `system` until the browser has said, so that both sides draw the same. */
export function useThemeChoice() {
  const { theme = 'system', setTheme } = useTheme();
  const inBrowser = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  return { theme: inBrowser ? theme : 'system', setTheme };
}

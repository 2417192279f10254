'use client';
import { useEffect, useId, useRef } from 'react';
import { create } from 'zustand';

/** An entry of the command palette: a place or an action. */
export interface Command {
  readonly id: string;
  /** The action, worded like a button: "Publish this flow". */
  readonly title: string;
  readonly group: string;
  readonly icon?: string;
  /** Small text after the title. */
  readonly about?: string;
  /** More words that find it. */
  readonly words?: readonly string[];
  readonly keys?: readonly string[];
  /** Either an address to open or `run`. */
  readonly href?: string;
  readonly run?: () => void;
}

/** A key of this screen, for the list that `?` opens. */
export interface Shortcut {
  readonly keys: readonly string[];
  readonly what: string;
  readonly group: string;
}

interface Registry {
  readonly commands: Readonly<Record<string, readonly Command[]>>;
  readonly shortcuts: Readonly<Record<string, readonly Shortcut[]>>;
  put(kind: 'commands' | 'shortcuts', owner: string, entries: readonly (Command | Shortcut)[] | null): void;
}

export const useRegistry = create<Registry>()((set) => ({
  commands: {},
  shortcuts: {},
  put: (kind, owner, entries) =>
    set((state) => {
      const { [owner]: _, ...others } = state[kind];
      return { [kind]: entries ? { ...others, [owner]: entries } : others };
    }),
}));

/**
 * Adds a screen's commands to the palette while it is shown. They are registered again when a title changes; `run` is always
 * the latest function.
 */
export function useCommands(commands: readonly Command[]): void {
  const owner = useId();
  const newest = useRef(commands);
  useEffect(() => {
    newest.current = commands;
  });
  const signature = JSON.stringify(commands.map(({ id, title, href }) => [id, title, href]));
  useEffect(() => {
    const stable = newest.current.map((command) => ({
      ...command,
      ...(command.run ? { run: () => newest.current.find((one) => one.id === command.id)?.run?.() } : {}),
    }));
    useRegistry.getState().put('commands', owner, stable);
    return () => useRegistry.getState().put('commands', owner, null);
  }, [owner, signature]);
}

/** Adds lines to the list that `?` opens while the screen is shown. The screen handles the keys itself. */
export function useShortcutHelp(shortcuts: readonly Shortcut[]): void {
  const owner = useId();
  const signature = JSON.stringify(shortcuts);
  useEffect(() => {
    useRegistry.getState().put('shortcuts', owner, JSON.parse(signature) as Shortcut[]);
    return () => useRegistry.getState().put('shortcuts', owner, null);
  }, [owner, signature]);
}

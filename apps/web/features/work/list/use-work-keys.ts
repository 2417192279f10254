'use client';
import type { WorkView } from '@millrace/services/work';
import { useRouter } from 'next/navigation';
import { useEffect, useRef } from 'react';
import { isTyping, useShortcutHelp } from '../../shell/index.ts';

interface WorkKeysOptions {
  readonly items: readonly WorkView[];
  readonly shown: string | null;
  /** The filters as a query string. */
  readonly suffix: string;
  /** Whether a dialog is open, which has its own keys. */
  readonly isBusy: boolean;
  readonly onSelect: (id: string) => void;
  readonly onAnswer: (answer: WorkView['answers'][number], item: WorkView) => void;
}

const GROUP = 'Work';

/** The keys of the list: j and k to move, x to select, a letter for each answer. */
export function useWorkKeys(options: WorkKeysOptions): void {
  const router = useRouter();
  const newest = useRef(options);
  useEffect(() => {
    newest.current = options;
  });
  useShortcutHelp([
    { keys: ['J'], what: 'Next', group: GROUP },
    { keys: ['K'], what: 'Previous', group: GROUP },
    { keys: ['X'], what: 'Select it', group: GROUP },
    { keys: ['A'], what: 'Approve, or mark as done', group: GROUP },
    { keys: ['S'], what: 'Send back, or cancel', group: GROUP },
  ]);
  useEffect(() => {
    const go = (step: number) => {
      const { items, shown, suffix } = newest.current;
      const next = items[items.findIndex(({ id }) => id === shown) + step];
      if (!next) return;
      router.replace(`/work/${next.id}${suffix}`, { scroll: false });
      document.querySelector<HTMLElement>(`[data-work="${next.id}"]`)?.focus();
    };
    const listen = (event: KeyboardEvent) => {
      const { items, shown, isBusy, onSelect, onAnswer } = newest.current;
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      if (isBusy || isTyping(event.target) || isInOverlay(event.target)) return;
      const key = event.key.toLowerCase();
      const isArrow = key.startsWith('arrow') && isInList(event.target);
      const item = items.find(({ id }) => id === shown);
      const answer = item?.mayAnswer ? item.answers.find((one) => one.key === key) : undefined;
      if (key === 'j' || (isArrow && key === 'arrowdown')) go(1);
      else if (key === 'k' || (isArrow && key === 'arrowup')) go(-1);
      else if (key === 'x' && item) onSelect(item.id);
      else if (answer && item) onAnswer(answer, item);
      else return;
      event.preventDefault();
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, [router]);
}

const within = (target: EventTarget | null, selector: string): boolean =>
  target instanceof HTMLElement && target.closest(selector) !== null;
const isInOverlay = (target: EventTarget | null) =>
  within(target, '[role=dialog], [role=listbox], [role=menu]');
const isInList = (target: EventTarget | null) => within(target, '[data-work]');

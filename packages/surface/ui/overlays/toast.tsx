'use client';
import { Toaster as Base, toast as raise } from 'sonner';
import { Icon } from '../icons/icon.tsx';

export interface ToastExtra {
  /** A second sentence, such as what to do next. */
  description?: string;
  /** A button, such as `{ label: 'Undo', onPress }`. */
  action?: { label: string; onPress: () => void };
  /** A toast replaces an earlier one with the same id. */
  id?: string;
}

function extra({ description, action, id }: ToastExtra, duration: number) {
  return {
    duration,
    ...(id ? { id } : {}),
    ...(description ? { description } : {}),
    ...(action ? { action: { label: action.label, onClick: action.onPress } } : {}),
  };
}

/** Shows that something happened. A toast with a button stays longer. */
export const toast = {
  done: (sentence: string, more: ToastExtra = {}) =>
    raise(sentence, {
      ...extra(more, more.action ? 10_000 : 4_000),
      icon: <Icon name="check" size={14} className="text-good" />,
    }),
  note: (sentence: string, more: ToastExtra = {}) =>
    raise(sentence, { ...extra(more, 6_000), icon: <Icon name="info" size={14} className="text-soft" /> }),
  /** Stays until it is closed, so that a problem is not missed. */
  problem: (sentence: string, more: ToastExtra = {}) =>
    raise(sentence, {
      ...extra(more, Number.POSITIVE_INFINITY),
      icon: <Icon name="warning" size={14} className="text-broken" />,
      closeButton: true,
    }),
  dismiss: (id?: string) => raise.dismiss(id),
};

/** Renders the toasts. Place it once, near the root. */
export function Toasts() {
  return (
    <Base
      position="bottom-right"
      visibleToasts={3}
      gap={8}
      toastOptions={{
        unstyled: true,
        classNames: {
          toast:
            'flex w-90 max-w-[calc(100vw-2rem)] items-start gap-2 rounded-lg border border-line bg-raised px-3 py-2.5 text-13 text-ink shadow-pop font-sans',
          icon: 'mt-0.5 shrink-0',
          content: 'min-w-0 flex-1',
          title: 'font-medium',
          description: 'text-12 text-soft',
          actionButton: 'shrink-0 cursor-pointer rounded-sm font-medium text-river hover:text-river-deep',
          closeButton: 'order-last shrink-0 cursor-pointer rounded-sm text-faint hover:text-ink',
        },
      }}
    />
  );
}

'use client';
import { useRouter } from 'next/navigation';
import { useEffect, useRef } from 'react';
import { PLACES } from '../navigation/places.ts';
import { isTyping } from './is-typing.ts';
import { globalAction } from './keys.ts';

/** How long after `g` the second letter of a shortcut counts, in milliseconds. */
const PATIENCE = 1_200;

/** Listens for the keys that work everywhere. A screen that uses one of them stops its event. */
export function GlobalKeys({ onPalette, onHelp }: { onPalette: () => void; onHelp: () => void }) {
  const router = useRouter();
  const goingSince = useRef(Number.NEGATIVE_INFINITY);
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented) return;
      const { key, ctrlKey, metaKey, altKey, timeStamp } = event;
      const action = globalAction(
        { key, ctrlKey, metaKey, altKey, typing: isTyping(event.target) },
        timeStamp - goingSince.current < PATIENCE,
      );
      goingSince.current = action?.act === 'begin-go' ? timeStamp : Number.NEGATIVE_INFINITY;
      if (!action || action.act === 'begin-go') return;
      if (action.act === 'go') {
        const place = PLACES.find((one) => one.key === action.key);
        if (!place) return;
        router.push(place.href);
      } else if (action.act === 'palette') onPalette();
      else onHelp();
      event.preventDefault();
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, [router, onPalette, onHelp]);
  return null;
}

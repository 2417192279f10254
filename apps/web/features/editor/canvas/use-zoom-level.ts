'use client';
import { useStoreApi } from '@xyflow/react';
import { useEffect, type RefObject } from 'react';
import { farText, levelOf, pixelsOf } from './zoom-level.ts';

/** Writes the zoom level to an element's attributes directly, so that zooming renders no card. */
export function useZoomLevel(frame: RefObject<HTMLElement | null>): void {
  const store = useStoreApi();
  useEffect(() => {
    const write = (name: string, value: string) => {
      if (frame.current && frame.current.style.getPropertyValue(name) !== value)
        frame.current.style.setProperty(name, value);
    };
    const tell = ({ transform }: { readonly transform: readonly number[] }) => {
      const zoom = transform[2] ?? 1;
      const element = frame.current;
      if (!element) return;
      if (element.dataset['zoom'] !== levelOf(zoom)) element.dataset['zoom'] = levelOf(zoom);
      write('--far-text', `${farText(zoom)}px`);
      write('--pixel', `${pixelsOf(zoom)}px`);
    };
    tell(store.getState());
    return store.subscribe(tell);
  }, [store, frame]);
}

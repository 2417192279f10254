'use client';
import { useEffect, useState } from 'react';

/**
 * What a control has to ask the store for, once it is shown. Nothing can be asked where the editor runs alone.
 * @param ask is asked again when it changes
 * @returns null until the answer is there; an empty list when it cannot be had
 */
export function useAsked<Item>(ask: () => Promise<readonly Item[]> | undefined): readonly Item[] | null {
  const [found, setFound] = useState<readonly Item[] | null>(null);
  useEffect(() => {
    let open = true;
    ask()?.then(
      (items) => open && setFound(items),
      () => open && setFound([]),
    );
    return () => {
      open = false;
    };
  }, [ask]);
  return found;
}
